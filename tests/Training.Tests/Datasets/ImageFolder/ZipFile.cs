using System.IO.Compression;
using System.Text;

namespace Mantissa.Training.Tests.Datasets.ImageFolder;

/// <summary>Writes zips by the framework's archive.</summary>
public static class ZipFile
{
    public static byte[] Create(IEnumerable<(string Name, byte[] Content)> entries, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }

        return file.ToArray();
    }

    /// <summary>Replaces bytes everywhere, e.g. a name in the local header and in the directory.</summary>
    public static byte[] Replace(byte[] zip, string from, string to)
    {
        var text = Encoding.Latin1.GetString(zip);
        text.ShouldContain(from);
        from.Length.ShouldBe(to.Length);
        return Encoding.Latin1.GetBytes(text.Replace(from, to));
    }

    /// <summary>Where the directory's line of entry <paramref name="index"/> starts.</summary>
    public static int DirectoryLine(byte[] zip, int index)
    {
        var at = -1;
        for (var i = 0; i <= index; i++)
            at += 1 + zip.AsSpan(at + 1).IndexOf("PK\x01\x02"u8);
        return at;
    }
}
