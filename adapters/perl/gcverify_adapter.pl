# GcVerify adapter for Perl: speaks gcv/1 (docs/protocol.md), JSON lines on stdin and stdout, a log on stderr.
#
# What is promised, and why:
#   refcount    Perl counts references and nothing else: what lies on a cycle, or hangs from one, is never freed.
#   immediate   The rest dies in the operation that drops it. What an operation overwrites is held until it has taken effect as a whole.
#   releases    Each object has a token, which nothing else refers to; it dies with the object, and its DESTROY tells the number.
#   raw         Raw words are shown as they are in memory.
#   weak        Field 0 of a weak reference is weakened (Scalar::Util). It becomes undef when its referent is freed.
#   clearings   So a cleared weak reference is told with the death of its referent: each object knows the weak references to it.
#   finalizers  DESTROY gets the object and runs the body, once per object: a second DESTROY, after a resurrection, does nothing.
# Not promised: cycles, ephemerons, and that weak references are cleared before finalizers; collect does nothing.
#
# Containers of an abstract object: array, hash, closure with its fields in variables, reference to a reference (one field).
# --fault leak|early|crash|hang breaks this file on purpose.
#
# What is left of a program at its end is garbage on cycles. It is broken up then, so that a process that runs many does not grow.
use strict;
use warnings;
no warnings 'recursion';
use Scalar::Util qw(weaken refaddr);
use integer;

use constant { NEW => 1, ASSIGN => 2, LOAD => 3, STORE => 4, STORE_RAW => 5, MOVE => 6, BLIT => 7, CALL => 8, RETURN => 9 };
use constant { WEAK => 10, DEREF => 11, EPHEMERON => 12, COLLECT => 13, WALK => 14, FINALIZE => 17 };
use constant { ALLOCATED => 1, LOADED => 2, RELEASED => 3, COLLECTED => 4, WALKED => 5, CLEARED => 7, BEGUN => 9, ENDED => 10 };
my @CONTAINERS = qw(array hash closure reference);

my %options = @ARGV;
my $FAULT = $options{'--fault'} // '';
my (@log, @bodies, @secret);
my $slots = [];
my ($allocated, $walks, $globals, $epoch, $goes_on) = (0, 0, 0, 0, 0);
my %all;     # a weak reference to each object, by its number
my %watched; # for each object, the weak references to it, by their numbers; their own tokens take them out again

# Tells that the object that held it is gone.
package Token {
    sub DESTROY {
        my ($number, $born, $weaks) = @{ $_[0] };
        return if $born != $epoch;
        push @log, map { (main::CLEARED, $_) } sort { $a <=> $b } keys %$weaks;
        push @log, main::RELEASED, $number;
        delete $all{$number};
    }
}

# An object of a program: number, kind, count of fields, raw words, mark of the last walk, finalizer, fields, token. An array is freed from
# its end: the death of an object is told before those of what it refers to.
package Thing {
    use constant { NUMBER => 0, KIND => 1, SIZE => 2, RAW => 3, MARK => 4, FINALIZER => 5, FIELDS => 6, TOKEN => 7 };
    sub read { $_[0][FIELDS][$_[1]] }
    sub write { $_[0][FIELDS][$_[1]] = $_[2] }
}

package InHash {
    our @ISA = 'Thing';
    sub read { $_[0][Thing::FIELDS]{ $_[1] } }
    sub write { defined $_[2] ? ($_[0][Thing::FIELDS]{ $_[1] } = $_[2]) : delete $_[0][Thing::FIELDS]{ $_[1] } }
}

package InClosure {
    our @ISA = 'Thing';
    sub fields {
        my ($first, $second, $third, $fourth);
        return sub {
            my $place = \($_[0] == 0 ? $first : $_[0] == 1 ? $second : $_[0] == 2 ? $third : $fourth);
            $$place = $_[1] if @_ > 1;
            $$place;
        };
    }
    sub read { $_[0][Thing::FIELDS]->($_[1]) }
    sub write { $_[0][Thing::FIELDS]->($_[1], $_[2]) }
}

package InReference {
    our @ISA = 'Thing';
    sub read { ${ ${ $_[0][Thing::FIELDS] } } }
    sub write { ${ ${ $_[0][Thing::FIELDS] } } = $_[2] }
}

# Field 0 is weak; its referent's token knows of it.
package Weak {
    our @ISA = 'Thing';
    sub write {
        my ($self, $i, $value) = @_;
        return $self->SUPER::write($i, $value) if $i > 0;
        my $old = $self->[Thing::FIELDS][0];
        delete $old->[Thing::TOKEN][2]{ $self->[Thing::NUMBER] } if $old;
        $value->[Thing::TOKEN][2]{ $self->[Thing::NUMBER] } = 1 if $value;
        $self->[Thing::FIELDS][0] = $value;
        Scalar::Util::weaken($self->[Thing::FIELDS][0]) if $value;
    }
    sub DESTROY {
        my $referent = $_[0][Thing::FIELDS][0];
        delete $referent->[Thing::TOKEN][2]{ $_[0][Thing::NUMBER] } if $referent;
    }
}

package Finalizable {
    our @ISA = 'Thing';
    sub DESTROY { main::finalize($_[0]) }
}

package main;

sub fresh {
    my ($number, $raw) = @_;
    return [map { 1 + (($number * 0x9E3779B1 + $_ * 0x85EBCA77 & 0xFFFFFFFF) >> 20) } 0 .. $raw - 1];
}

sub allocate {
    my ($size, $raw, $kind) = @_;
    my ($low, $container, $finalizer) = ($kind & 15, $CONTAINERS[$kind >> 4 & 255], ($kind >> 12) - 1);
    my ($class, $fields) = ('Thing', undef);
    if ($low == 1) { $class = 'Weak' }
    elsif ($low == 3) { $class = 'Finalizable' }
    elsif ($container eq 'hash') { ($class, $fields) = ('InHash', {}) }
    elsif ($container eq 'closure' && $size <= 4) { ($class, $fields) = ('InClosure', InClosure::fields()) }
    elsif ($container eq 'reference' && $size == 1) { my $field; ($class, $fields) = ('InReference', \\$field) }
    $fields //= [(undef) x $size];
    my $number = ++$allocated;
    my $token = bless [$number, $epoch, {}], 'Token';
    my $thing = bless [$number, $low, $size, $raw ? fresh($number, $raw) : [], 0, $finalizer, $fields, $token], $class;
    weaken($all{$number} = $thing);
    push @log, ALLOCATED, $number;
    push @secret, $thing if $FAULT eq 'leak' && $number == 2;
    return $thing;
}

sub name { !defined $_[0] ? 0 : ref $_[0] && $_[0]->isa('Thing') ? $_[0][0] : -1 }

sub load {
    my $value = $_[0]->read($_[1]);
    push @log, LOADED, name($value);
    return $value;
}

# Runs the body of an object's finalizer: globals move to a new array of slots and back.
sub finalize {
    my $thing = shift;
    my $finalizer = $thing->[5];
    return if $finalizer < -1 || $thing->[7][1] != $epoch;
    $thing->[5] = -2;
    push @log, BEGUN, $thing->[0];
    my ($outer, $inner) = ($slots, []);
    ($inner->[$_], $outer->[$_]) = ($outer->[$_], undef) for 1 .. $globals;
    $inner->[$globals + 1] = $thing;
    undef $thing;
    $slots = $inner;
    execute($bodies[$finalizer]) if $finalizer >= 0;
    $outer->[$_] = $inner->[$_] for 1 .. $globals;
    $slots = $outer;
    push @log, ENDED;
}

sub collect {
    kill SEGV => $$ if $FAULT eq 'crash';
    while ($FAULT eq 'hang') { }
    if ($FAULT eq 'early') {
        my ($live) = sort { $a <=> $b } map { name($_) } grep { defined } @$slots;
        push @log, RELEASED, $live if $live;
    }
    push @log, COLLECTED;
}

# The roots, then each object that they reach, once, in the order of discovery.
sub walk {
    my $stop = shift;
    $walks++;
    my @found;
    my $discover = sub {
        push @log, map { name($_) } @_;
        push @found, grep { defined && $_->[4] != $walks && ($_->[4] = $walks) } @_;
    };
    push @log, WALKED, $stop - 1;
    $discover->(@$slots[1 .. $stop - 1]);
    push @log, 0;
    my $at = $#log;
    for (my $i = 0; $i < @found; $i++) { # which grows meanwhile
        my $thing = $found[$i];
        push @log, @$thing[0, 1, 2], scalar @{ $thing->[3] }, 1;
        $discover->(map { $thing->read($_) } 0 .. $thing->[2] - 1);
        push @log, @{ $thing->[3] };
    }
    $log[$at] = @found;
}

# Does one operation and returns what it has overwritten: that dies when it has taken effect as a whole.
sub perform {
    my ($code, $i, $j, $k, $l) = @_;
    if ($code == LOAD) {
        my $x = $slots->[$j];
        if ($x && $x->[2]) {
            my $value = load($x, $k % $x->[2]);
            return exchange($i, $value) if $i;
        }
    } elsif ($code == STORE) {
        my $x = $slots->[$i];
        return replace($x, $j % $x->[2], $slots->[$k]) if $x && $x->[2];
    } elsif ($code == ASSIGN) {
        return exchange($i, $slots->[$j]);
    } elsif ($code == NEW) {
        return exchange($i, allocate($j, $k, $l));
    } elsif ($code == STORE_RAW) {
        my $x = $slots->[$i];
        $x->[3][$j % @{ $x->[3] }] = $k << 32 | $l & 0xFFFFFFFF if $x && @{ $x->[3] };
    } elsif ($code == MOVE) {
        my ($x, $y) = @$slots[$i, $k];
        return (replace($y, $l % $y->[2], load($x, $j % $x->[2])), replace($x, $j % $x->[2], undef)) if $x && $y && $x->[2] && $y->[2];
    } elsif ($code == BLIT) {
        my ($x, $y) = @$slots[$i, $k];
        if ($x && $y && $x->[2] && $y->[2]) {
            my ($from, $to) = ($j % $x->[2], ($l & 0xFFFF) % $y->[2]);
            my ($count) = sort { $a <=> $b } $l >> 16, $x->[2] - $from, $y->[2] - $to;
            return map { replace($y, $to + $_, load($x, $from + $_)) } 0 .. $count - 1;
        }
    } elsif ($code == CALL) {
        return map { $_->[1] ? exchange($_->[0], $slots->[$_->[1]]) : () } [$i, $j], [$i + 1, $k], [$i + 2, $l];
    } elsif ($code == RETURN) {
        return (($i ? exchange($i, $slots->[$j]) : ()), map { exchange($_, undef) } $k .. $k + $l - 1);
    } elsif ($code == COLLECT) {
        collect();
    } elsif ($code == WALK) {
        walk($i);
    } elsif ($code == DEREF) {
        my $x = $slots->[$j];
        if ($x && ($x->[1] == 1 || $x->[1] == 2) && $x->[2] >= $x->[1]) {
            my $value = load($x, $x->[1] - 1);
            return exchange($i, $value) if $i;
        }
    } elsif ($code == WEAK || $code == EPHEMERON) {
        if ($slots->[$j]) {
            my $x = $code == WEAK ? allocate(1, 0, 1) : allocate(2, 0, 2);
            $x->write(0, $slots->[$j]);
            $x->write(1, $slots->[$k]) if $code == EPHEMERON;
            return exchange($i, $x);
        }
    } elsif ($code != FINALIZE) { # nothing is pending
        die { code => 'unsupported', text => "operation $code is not supported" };
    }
    return;
}

sub exchange {
    my $old = $slots->[$_[0]];
    $slots->[$_[0]] = $_[1];
    return $old;
}

sub replace {
    my ($thing, $i, $value) = @_;
    my $old = $thing->read($i);
    $thing->write($i, $value);
    return $old;
}

# Executes operations of five integers each and returns their number. Slot 0 is always null.
sub execute {
    my $ops = shift;
    for (my $at = 0; $at < @$ops; $at += 5) {
        push @log, 0;
        my @dropped = perform(@$ops[$at .. $at + 4]);
        @dropped = ();
    }
    return @$ops / 5;
}

sub numbers {
    my $text = shift;
    die { code => 'malformed', text => 'no list of operations' } if !defined $text || $text =~ /[^\d,-]/;
    my @numbers = split /,/, $text;
    die { code => 'malformed', text => 'operations have five numbers each' } if @numbers % 5;
    return \@numbers;
}

sub answer {
    my $line = shift;
    my $field = sub { $line =~ /"$_[0]":(\d+)/ ? $1 : 0 };
    alarm $field->('seconds'); # ends the process even if nobody is left who could
    ($slots, $allocated, $walks) = ([], 0, 0) if !$goes_on;
    $goes_on = 0;
    $globals = $field->('globals');
    @bodies = $line =~ /"bodies":\[(.*?\])\]/ ? map { numbers($_) } $1 =~ /\[([^\]]*)\]/g : ();
    @log = ();
    my $executed = execute(numbers($line =~ /"ops":\[([^\]]*)\]/ ? $1 : undef));
    $goes_on = $line =~ /"more":true/;
    alarm 0;
    my $reply = sprintf '{"type":"ok","id":%d,"n":%d,"log":[%s]}', $field->('id'), $executed, join ',', @log;
    forget() if !$goes_on;
    return $reply;
}

# Drops what a run has left over, without telling.
sub forget {
    $epoch++;
    ($slots, @secret) = ([]);
    for my $thing (values %all) {
        next if !$thing;
        my $keep = $thing;
        $keep->write($_, undef) for 0 .. $keep->[2] - 1;
    }
    %all = ();
}

$| = 1;
printf '{"type":"hello","proto":1,"runtime":"Perl %vd","class":"refcount","containers":["%s"],'
    . '"caps":["immediate","releases","raw","weak","clearings","finalizers"]}' . "\n", $^V, join '","', @CONTAINERS;
while (my $line = <STDIN>) {
    last if $line =~ /^\{"type":"bye"/;
    my $reply = eval { answer($line) };
    if (!defined $reply) {
        my ($code, $text) = ref $@ ? @{$@}{qw(code text)} : ('internal', $@);
        $text =~ s/[\x00-\x1f"\\]/?/g;
        forget();
        $reply = sprintf '{"type":"error","id":%d,"code":"%s","text":"%s"}', $line =~ /"id":(\d+)/ ? $1 : 0, $code, $text;
    }
    print $reply, "\n";
}
