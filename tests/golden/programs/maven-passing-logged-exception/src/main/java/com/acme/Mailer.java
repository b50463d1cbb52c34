package com.acme;

import java.util.logging.Level;
import java.util.logging.Logger;

public class Mailer {
    private static final Logger LOG = Logger.getLogger("mail");

    public boolean send(String address) {
        try {
            check(address);
            return true;
        } catch (IllegalArgumentException error) {
            LOG.log(Level.WARNING, "mail not sent", error);
            return false;
        }
    }

    private void check(String address) {
        if (!address.contains("@")) {
            throw new IllegalArgumentException("no @ in address '" + address + "'");
        }
    }
}
