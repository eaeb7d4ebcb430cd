<?php
// php deep-list.php 1000000; echo $?      139: ended by SIGSEGV
class Node { public $next = null; }

$head = null;
for ($i = 0; $i < (int)$argv[1]; $i++) {
    $node = new Node;
    $node->next = $head;
    $head = $node;
}
unset($node);
echo "built\n";
$head = null;
echo "dropped\n";
