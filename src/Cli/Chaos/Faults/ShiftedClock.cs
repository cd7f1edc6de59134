using System.IO.MemoryMappedFiles;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>
/// The clock of one process, which can be set while it runs: a library that is loaded before all others answers for the system when
/// anything in the process asks what time it is. Clocks that only measure durations go on as they are.
/// </summary>
internal sealed class ShiftedClock : IDisposable
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;

    /// <param name="library">What <see cref="BuildAsync"/> made.</param>
    /// <param name="path">A file that the process reads its clock's error from.</param>
    public ShiftedClock(string library, string path)
    {
        Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["MANTISSA_CHAOS_CLOCK"] = path };
        file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, mapName: null, sizeof(long));
        view = file.CreateViewAccessor();
    }

    /// <summary>Why it cannot be made here; <see langword="null"/> when it can.</summary>
    public static string? Obstacle => Tool.Find("gcc") is null ? "the program 'gcc' is not installed, which builds a clock that can be set" : null;

    /// <summary>What a process is started with to have this clock.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Builds the library in a folder.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> BuildAsync(string folder)
    {
        var (source, library) = (Path.Combine(folder, "clock.c"), Path.Combine(folder, "clock.so"));
        await using (var code = typeof(ShiftedClock).Assembly.GetManifestResourceStream("clock.c")!)
        await using (var copy = File.Create(source))
            await code.CopyToAsync(copy);
        await Tool.RunAsync("gcc", "-O2", "-shared", "-fPIC", "-o", library, source);
        return library;
    }

    /// <summary>Sets the clock so far ahead of the right time, or behind it.</summary>
    public void Set(TimeSpan error) => view.Write(0, (long)error.TotalSeconds);

    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
