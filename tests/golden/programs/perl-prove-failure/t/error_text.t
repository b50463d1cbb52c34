use strict;
use warnings;
use Test::More tests => 2;

ok("error: none" =~ /error/, 'error text is kept');
is(404, 404, 'error code');
