package com.acme;

public class TaxReport {
}
