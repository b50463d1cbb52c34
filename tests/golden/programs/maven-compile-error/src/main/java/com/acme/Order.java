package com.acme;

public record Order(String customer, int cents) {
}
