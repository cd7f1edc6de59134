namespace Mantissa.Training.Formats.Kernels;

/// <summary>A call whose parts can be done in any order by any thread.</summary>
internal interface IChunkedWork
{
    void Run(int chunk);
}
