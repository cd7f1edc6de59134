using System.Globalization;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>A file system of a few megabytes, in memory, which can be filled to its last byte.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Block = 64 << 10;

    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    private string Ballast => Path.Combine(folder, "ballast");

    /// <summary>Mounts it over a folder, which is made if it is not there.</summary>
    public static async Task<SmallDisk> MountAsync(string folder, int mebibytes)
    {
        Directory.CreateDirectory(folder);
        await Tool.RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m,mode=0711"), "mantissa-chaos", folder);
        return new(folder);
    }

    /// <summary>Writes until nothing fits any more.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[Block]; block.Length > 0; block = new byte[block.Length / 2])
        {
            try
            {
                while (true)
                    ballast.Write(block);
            }
            catch (IOException)
            {
                // No room for so much; perhaps for half of it.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await Tool.RunAsync("umount", "--lazy", folder);
}
