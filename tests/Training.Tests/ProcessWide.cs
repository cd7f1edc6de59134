namespace Mantissa.Training.Tests;

/// <summary>Tests that look at counters or settings of the whole process: they run while no other test does.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public class ProcessWide
{
}
