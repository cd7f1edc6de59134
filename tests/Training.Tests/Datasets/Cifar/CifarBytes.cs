using System.Formats.Tar;
using System.Text;
using Mantissa.Training.Tests.Datasets.Mnist;

namespace Mantissa.Training.Tests.Datasets.Cifar;

/// <summary>CIFAR batches and archives, byte by byte.</summary>
internal static class CifarBytes
{
    /// <summary>Records whose images differ from each other in every pixel.</summary>
    /// <param name="labels">The label bytes of each record.</param>
    public static byte[] Batch(params byte[][] labels) =>
        [.. labels.SelectMany((label, i) => label.Concat(Enumerable.Range(0, 3072).Select(position => Pixel(i, position))))];

    public static byte Pixel(int image, int position) => (byte)((image * 41) + (position * 3) + (position / 1024 * 17));

    /// <summary>CIFAR-10 with two training batches of two images, and a test batch of one.</summary>
    public static (string Name, byte[] Content)[] SmallSet =>
    [
        ("cifar/data_batch_1.bin", Batch([3], [1])),
        ("cifar/data_batch_2.bin", Batch([9], [0])),
        ("cifar/test_batch.bin", Batch([5])),
        ("cifar/batches.meta.txt", Encoding.UTF8.GetBytes("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n")),
        ("cifar/readme.html", [1, 2, 3]),
    ];

    public static byte[] TarGz(IEnumerable<(string Name, byte[] Content)> files, TarEntryFormat format = TarEntryFormat.Ustar)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, format, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(Entry(format, name, content));
        }

        return IdxBytes.Gzip(archive.ToArray());
    }

    /// <summary>The header of a member that is not there (POSIX pax, "ustar Interchange Format").</summary>
    public static byte[] TarHeader(string name, char type, long size)
    {
        var header = new byte[512];
        Encoding.ASCII.GetBytes(name).CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\0").CopyTo(header, 100);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0') + '\0').CopyTo(header, 124);
        Encoding.ASCII.GetBytes("00000000000\0").CopyTo(header, 136);
        header[156] = (byte)type;
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);

        // The checksum is that of the header with blanks in its place.
        header.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }

    private static TarEntry Entry(TarEntryFormat format, string name, byte[] content)
    {
        var data = new MemoryStream(content);
        return format switch
        {
            TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
            TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
            _ => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
        };
    }
}
