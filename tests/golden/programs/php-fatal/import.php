<?php

declare(strict_types=1);

class FeedException extends RuntimeException
{
}

function priceOf(array $row): int
{
    return (int) $row['price'];
}

function import(array $rows): void
{
    foreach ($rows as $number => $row) {
        try {
            if (priceOf($row) === 0) {
                throw new LengthException('price is empty');
            }
        } catch (LengthException $error) {
            throw new FeedException("row $number cannot be imported", 17, $error);
        }
    }
}

echo "import started, errors will stop it\n";
import([['price' => '120'], ['prize' => '99']]);
