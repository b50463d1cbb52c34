package com.acme;

public class PaymentGateway {
    public static class PaymentException extends RuntimeException {
        public PaymentException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public String charge(String account, String cents) {
        try {
            return account + ":" + parse(cents);
        } catch (NumberFormatException error) {
            throw new PaymentException("charge failed for account " + account, error);
        }
    }

    private int parse(String cents) {
        return Integer.parseInt(cents);
    }
}
