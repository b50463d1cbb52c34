package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PaymentGatewayTest {
    private static final Logger LOG = Logger.getLogger("payments");
    private final PaymentGateway gateway = new PaymentGateway();

    @Test
    void chargesWholeCents() {
        assertEquals("a1:250", gateway.charge("a1", "250"));
    }

    @Test
    void reportsErrors() {
        LOG.warning("Error while charging (expected in this test)");
        assertThrows(PaymentGateway.PaymentException.class, () -> gateway.charge("a1", "error"));
    }

    @Test
    void chargesAmountWithSeparator() {
        assertEquals("a2:125000", gateway.charge("a2", "1,250.00"));
    }
}
