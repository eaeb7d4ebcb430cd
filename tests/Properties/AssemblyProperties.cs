using FsCheck.Xunit;

// The same cases on every run; CONTRIBUTING.md says how to try fresh ones.
[assembly: Properties(Replay = "(20261120,4711)")]
