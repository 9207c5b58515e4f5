variable "environment" {
  type = string
}

variable "retention" {
  type    = number
  default = 0
}

module "bucket" {
  source   = "./modules/bucket"
  for_each = { logs = "private", site = "public-read" }

  name = "shop-${var.environment}-${each.key}"
  acl  = each.value
}

resource "aws_db_instance" "orders" {
  identifier              = "shop-orders"
  engine                  = "postgres"
  instance_class          = "db.r6g.large"
  allocated_storage       = 100
  username                = "orders"
  password                = var.password
  storage_encrypted       = true
  backup_retention_period = var.retention
  publicly_accessible     = true
}

variable "password" {
  type      = string
  sensitive = true
}

resource "aws_security_group" "db" {
  name   = "orders-db"
  vpc_id = "vpc-0a1b2c"

  dynamic "ingress" {
    for_each = { office = "10.20.0.0/16", anywhere = "0.0.0.0/0" }
    content {
      description = ingress.key
      from_port   = 5432
      to_port     = 5432
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}

data "aws_iam_policy_document" "deployer" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::shop-releases/*"]
  }

  statement {
    sid       = "Everything"
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "deployer" {
  name = "deployer"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "codebuild.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "deployer" {
  name   = "deploy"
  role   = aws_iam_role.deployer.id
  policy = data.aws_iam_policy_document.deployer.json
}
