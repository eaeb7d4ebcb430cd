<?php
/* PHP frees an object that a variable holds. Exit code 1 if so, or a crash. No GcVerify in it. */
class Finalizable
{
    public ?object $self = null;

    public function __destruct()
    {
        global $weak, $kept;
        $kept = $weak->get();
    }
}

class Plain
{
    public ?object $self = null;
    public array $data = [1, 2, 3];
}

gc_disable();
$a = new Finalizable();
$a->self = $a;
$b = new Plain();
$b->self = $b;
$weak = WeakReference::create($b);
$a = $b = null;
echo PHP_VERSION, ', collected: ', gc_collect_cycles(), "\n";
echo 'the variable holds: ', get_debug_type($kept), "\n";
for ($i = 0; $i < 1000; $i++) {
    $others[] = new Plain();
}
$intact = $kept->self === $kept && $kept->data === [1, 2, 3];
echo $intact ? "it is intact\n" : "it is not what it was\n";
exit($intact ? 0 : 1);
