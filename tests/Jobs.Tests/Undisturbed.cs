namespace Mantissa.Jobs.Tests;

/// <summary>Tests that measure time; they run when nothing else does.</summary>
[CollectionDefinition(nameof(Undisturbed), DisableParallelization = true)]
public sealed class Undisturbed;
