namespace Mantissa.Web.Tests;

/// <summary>Tests of what all tests of this process share, its memory for example; they run when nothing else does.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
