#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

static int shipping_cents(const std::string &country, int grams)
{
    if (country.empty())
        throw std::invalid_argument("country missing");
    return country == "NL" ? 500 : 500 + grams;
}

TEST(ShippingErrors, ReportsMissingCountry) { EXPECT_THROW(shipping_cents("", 10), std::invalid_argument); }
TEST(Shipping, HomeCountryIsFlat) { EXPECT_EQ(shipping_cents("NL", 900), 500); }
TEST(Shipping, AbroadIsCappedAtTwentyEuros) { EXPECT_LE(shipping_cents("NZ", 2500), 2000) << "cap of 20 euros"; }
TEST(Shipping, AbroadAddsWeight) { EXPECT_EQ(shipping_cents("BE", 100), 600); }
