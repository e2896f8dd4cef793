#!/usr/bin/env python3
"""Segment's examples of its e-commerce events, as calls with an envelope, and
what import-events must make of them, read off the specification.

usage: segment-spec.py calls|events EXAMPLES.ndjson
"""
import csv
import json
import sys
from decimal import Decimal

COLUMNS = ["event_at", "event", "customer_id", "anonymous_id", "session_id",
           "cart_id", "order_id", "sku", "product", "category", "quantity",
           "price", "currency", "coupon", "url", "seconds", "email",
           "push_token"]
EVENTS = {"Product Viewed": "product-view", "Product Added": "add-to-cart",
          "Product Removed": "remove-from-cart", "Cart Viewed": "cart-view",
          "Checkout Started": "checkout", "Order Completed": "purchase",
          "Order Refunded": "refund", "Coupon Applied": "coupon-used",
          "Product Added to Wishlist": "favourite",
          "Wishlist Product Added to Cart": "add-to-cart",
          "Checkout Step Viewed": "checkout",
          "Checkout Step Completed": "checkout",
          "Payment Info Entered": "checkout"}


def money(number):
    return "" if number is None else "%.2f" % Decimal(number)


def first(*values):
    return next((str(v) for v in values if v not in (None, "")), "")


def rows(n, call):
    p = call["properties"]
    event = EVENTS.get(call["event"])
    if event is None:
        return
    for item in p.get("products") or [{}]:
        yield {
            "event_at": "2026-01-01T00:00:%02dZ" % n, "event": event,
            "customer_id": "u%d" % n,
            "cart_id": first(p.get("cart_id")),
            "order_id": first(p.get("order_id"), p.get("checkout_id")),
            "sku": first(item.get("sku"), item.get("product_id"),
                         p.get("sku"), p.get("product_id")),
            "product": first(item.get("name"), p.get("name")),
            "category": first(item.get("category"), p.get("category")),
            "quantity": first(item.get("quantity"), p.get("quantity")),
            "price": money(item.get("price", p.get("price"))),
            "currency": first(p.get("currency"), "USD").upper(),
            "coupon": first(item.get("coupon"), p.get("coupon"),
                            p.get("coupon_name")),
            "url": first(item.get("url"), p.get("url"))}


def main():
    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    if sys.argv[1] == "events":
        out.writeheader()
    with open(sys.argv[2]) as f:
        for n, line in enumerate(f):
            call = json.loads(line, parse_float=str, parse_int=str)
            if sys.argv[1] == "events":
                for row in rows(n, call):
                    out.writerow(row)
            else:
                # The example's own text stays as it is.
                print('{"messageId":"m%d","timestamp":'
                      '"2026-01-01T00:00:%02d.500Z","userId":"u%d",%s' % (
                          n, n, n, line.strip()[1:]))


main()
