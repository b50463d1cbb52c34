package com.acme;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MailerTest {
    @Test
    void sendsToAnAddress() {
        assertTrue(new Mailer().send("ann@example.org"));
    }

    @Test
    void survivesAnErrorInTheAddress() {
        assertFalse(new Mailer().send("ann"));
    }
}
