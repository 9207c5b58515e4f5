import { describe, expect, it } from 'vitest';

import { isVendored } from './vendored.ts';

describe('isVendored', () => {
	it.each([
		'src/ui/assets/vendor/daisyui.js',
		'static/vendor/topbar.js',
		'third_party/zlib/inflate.ts',
		'app/jquery.min.js',
		'lib/chart-min.js',
		'public/build/app.js',
		'public/js/main.4f2a9c1e.js',
		'web/public/js/app.bundle.js',
		'wwwroot/lib/jquery/jquery.js',
	])('%s is not ours', (path) => {
		expect(isVendored(path)).toBe(true);
	});

	it.each([
		'src/vendors/orders.ts',
		'src/services/vendor/charge.ts',
		'src/assets/vendor/price.ts',
		'src/lib/http.js',
		'src/public/profile.js',
		'src/routes/public/lib/price.ts',
		'public/sw.js',
		'plugins/charts/public/lib/axis.js',
		'src/minute.js',
		'src/time-min.ts',
	])('%s is ours', (path) => {
		expect(isVendored(path)).toBe(false);
	});
});
