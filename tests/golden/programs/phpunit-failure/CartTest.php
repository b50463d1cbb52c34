<?php

use PHPUnit\Framework\TestCase;

final class CartTest extends TestCase
{
    public function testErrorTextIsShown(): void
    {
        $this->assertStringContainsString('error', 'an error text');
    }

    public function testTotalIsRounded(): void
    {
        $this->assertSame(1999, (int) (19.99 * 100));
    }
}
