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

    public static byte[] TarGz(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return IdxBytes.Gzip(archive.ToArray());
    }
}
