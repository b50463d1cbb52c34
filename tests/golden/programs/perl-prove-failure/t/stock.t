use strict;
use warnings;
use Test::More tests => 3;

my %stock = (lamp => 3, chair => 0);
is($stock{lamp}, 3, 'lamps on stock');
is($stock{chair}, 2, 'chairs on stock');
my $sum = $stock{lamp} + $stock{table};
cmp_ok($sum, '>', 2, 'sum of the stock');
