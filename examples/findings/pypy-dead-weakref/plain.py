"""In PyPy weakref.ref(child)() is None, though child is alive. Exit code 1 if so. No GcVerify in it."""
import gc
import sys
import weakref


class Parent:
    def __del__(self):
        saved.append(self)


class Child:
    pass


saved = []
parent = Parent()
parent.child = Child()
before = weakref.ref(parent.child)
del parent
gc.collect()
gc.collect()  # PyPy calls __del__ some time after the collection that finds the object

child = saved[0].child
print(sys.version.replace("\n", " "))
print("child:                  ", child)
print("weakref.ref(child)():   ", weakref.ref(child)())
print("is it the one of before:", weakref.ref(child) is before)
print("with a callback:        ", weakref.ref(child, print)())
sys.exit(weakref.ref(child)() is not child)
