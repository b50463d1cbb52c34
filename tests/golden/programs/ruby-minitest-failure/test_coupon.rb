require 'minitest/autorun'

class Coupon
  def initialize(percent)
    raise ArgumentError, "percent out of range: #{percent}" unless (0..100).cover?(percent)

    @percent = percent
  end

  def apply(cents)
    cents - cents * @percent / 100
  end
end

class CouponTest < Minitest::Test
  def test_error_on_wrong_percent
    assert_raises(ArgumentError) { Coupon.new(120) }
  end

  def test_rounds_in_favour_of_the_customer
    assert_equal 66, Coupon.new(33).apply(99)
  end

  def test_full_discount
    assert_equal 0, Coupon.new(100).apply(500)
    Coupon.new(101)
  end
end
