using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>native/random.cpp: generators and random tensors.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)] internal static partial nint mt_generator_new(ulong seed, int device, int index);
    [LibraryImport(Library)] internal static partial nint mt_generator_default(int device, int index);
    [LibraryImport(Library)] internal static partial void mt_generator_dispose(nint generator);
    [LibraryImport(Library)] internal static partial int mt_generator_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong mt_generator_initial_seed(nint generator);
    [LibraryImport(Library)] internal static partial int mt_generator_fresh_seed(nint generator, out ulong seed);
    [LibraryImport(Library)] internal static partial nint mt_generator_get_state(nint generator);
    [LibraryImport(Library)] internal static partial int mt_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int mt_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial nint mt_rand(long* size, long count, nint generator, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_randn(long* size, long count, nint generator, Placement placement);
    [LibraryImport(Library)]
    internal static partial nint mt_randint(long low, long high, long* size, long count, nint generator, Placement placement);
    [LibraryImport(Library)] internal static partial nint mt_randperm(long n, nint generator, Placement placement);
    [LibraryImport(Library)] internal static partial int mt_uniform_(nint self, double fromValue, double to, nint generator);
    [LibraryImport(Library)] internal static partial int mt_normal_(nint self, double mean, double std, nint generator);
    [LibraryImport(Library)] internal static partial int mt_bernoulli_(nint self, double p, nint generator);
    [LibraryImport(Library)] internal static partial int mt_random_(nint self, double fromValue, double to, nint generator);
    [LibraryImport(Library)] internal static partial int mt_exponential_(nint self, double lambda, nint generator);
    [LibraryImport(Library)] internal static partial nint mt_bernoulli(nint self, nint generator);
    [LibraryImport(Library)] internal static partial nint mt_multinomial(nint self, long count, int replacement, nint generator);
}
