# perl deep-list.pl 1000000; echo $?      139: ended by SIGSEGV
use strict;

my $head;
for (1 .. $ARGV[0]) {
    my $next = $head;
    $head = sub { $next };
}
print "built\n";
undef $head;
print "dropped\n";
