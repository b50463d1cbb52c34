package com.acme;

import java.util.ArrayList;
import java.util.List;

public class OrderService {
    private final List<Order> orders = new ArrayList();

    public int totalCents() {
        int total = 0;
        for (Order order : orders) {
            total += order.cents();
        }
        return total;
    }

    public String firstCustomer() {
        return orders.get(0).customerName();
    }

    public int discount() {
        return "ten percent";
    }
}
