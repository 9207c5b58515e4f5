export interface Quote {
	sku: string;
	amount: number;
}

export interface Order {
	id: string;
	sku: string;
	customer: string;
}
