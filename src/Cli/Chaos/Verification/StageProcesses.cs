using System.Globalization;

namespace Mantissa.Cli.Chaos.Verification;

/// <summary>Finds the processes of a platform by its data directory: they name it, have it in a variable, or work in it.</summary>
internal static class StageProcesses
{
    public static IReadOnlyList<(int Id, string Name)> Of(string dataDirectory) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && BelongsTo(id, dataDirectory))
            .Select(id => (id, NameOf(id))),
    ];

    private static bool BelongsTo(int id, string dataDirectory) =>
        $"{Read(id, "environ")}\0{Read(id, "cmdline")}\0{WorksIn(id)}".Contains(dataDirectory, StringComparison.Ordinal);

    private static string NameOf(int id) =>
        Read(id, "cmdline").Split('\0').Select(Path.GetFileNameWithoutExtension).FirstOrDefault(name => name!.StartsWith("Mantissa", StringComparison.Ordinal))
        ?? Read(id, "comm").Trim();

    private static string? WorksIn(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
