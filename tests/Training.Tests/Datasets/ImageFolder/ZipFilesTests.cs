using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Mantissa.Training.Datasets.ImageFolder.Zip;
using Mantissa.Training.Imaging;

namespace Mantissa.Training.Tests.Datasets.ImageFolder;

public sealed class ZipFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_checksum_has_its_published_check_value() => Crc32.Compute("123456789"u8).ShouldBe(0xCBF43926);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Entries_are_read_as_the_framework_wrote_them(CompressionLevel level)
    {
        var contents = Enumerable.Range(0, 20).ToDictionary(i => $"train/class{i % 3}/{i}.png", i => Encoding.ASCII.GetBytes(new string((char)('a' + i), i * 100)));
        using var zip = Open(ZipFile.Create(contents.Select(c => (c.Key, c.Value)).Append(("notes.txt", [1])).Append(("empty/", [])), level));

        zip.Names.ShouldBe(contents.Keys.Order(StringComparer.Ordinal));
        zip.OtherFiles.ShouldBe(1);
        zip.EmptyFolders.ShouldBe(["empty"]);
        var buffer = Array.Empty<byte>();
        for (var i = 0; i < zip.Names.Count; i++)
            zip.Read(i, ref buffer).ToArray().ShouldBe(contents[zip.Names[i]]);
    }

    [Fact]
    public void What_operating_systems_add_is_not_seen()
    {
        using var zip = Open(ZipFile.Create([("a/1.png", [1]), ("__MACOSX/a/._1.png", [1]), ("a/.DS_Store", [1]), ("a/.hidden/2.png", [1])]));

        zip.Names.ShouldBe(["a/1.png"]);
        zip.OtherFiles.ShouldBe(0);
        zip.EmptyFolders.ShouldBeEmpty();
    }

    [Fact]
    public void Something_in_front_of_a_zip_and_a_comment_behind_it_are_allowed()
    {
        var zip = ZipFile.Create([("a/1.png", [1, 2, 3])]);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 2), 5);
        using var files = Open([.. "#!/bin/sh unpack me\n"u8, .. zip, .. "hello"u8]);

        var buffer = Array.Empty<byte>();
        files.Read(0, ref buffer).ToArray().ShouldBe([1, 2, 3]);
    }

    /// <summary>Python's zipfile writes ZIP64 records when told so; this is its smallest file, field by field.</summary>
    [Fact]
    public void Zip64_records_are_read()
    {
        byte[] content = [7, 8, 9];
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var name = "a/1.png"u8.ToArray();
        writer.Write([.. "PK\x03\x04"u8, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(Crc32.Compute(content));
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)20);
        writer.Write(name);
        writer.Write([1, 0, 16, 0]);
        writer.Write(3L);
        writer.Write(3L);
        writer.Write(content);
        var directory = file.Position;
        writer.Write([.. "PK\x01\x02"u8, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(Crc32.Compute(content));
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)name.Length);
        writer.Write((ushort)28);
        writer.Write([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(uint.MaxValue);
        writer.Write(name);
        writer.Write([1, 0, 24, 0]);
        writer.Write(3L);
        writer.Write(3L);
        writer.Write(0L);
        var end = file.Position;
        writer.Write([.. "PK\x06\x06"u8]);
        writer.Write(44L);
        writer.Write([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(end - directory);
        writer.Write(directory);
        writer.Write([.. "PK\x06\x07"u8, 0, 0, 0, 0]);
        writer.Write(end);
        writer.Write(1);
        writer.Write([.. "PK\x05\x06"u8, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0]);
        // The framework agrees that this is a zip.
        using (var archive = new ZipArchive(new MemoryStream(file.ToArray())))
            archive.Entries.Single().Length.ShouldBe(3);

        using var files = Open(file.ToArray());

        var buffer = Array.Empty<byte>();
        files.Read(0, ref buffer).ToArray().ShouldBe(content);
    }

    [Fact]
    public void Other_files_are_not_zips()
    {
        Refusal([]).ShouldEndWith("it is not a zip file, or it is cut off.");
        Refusal("this is a text"u8.ToArray()).ShouldEndWith("it is not a zip file, or it is cut off.");
        Refusal(Mantissa.Training.Tests.Imaging.JpegFile.SixBlocks).ShouldEndWith("it is not a zip file, or it is cut off.");
        Refusal(new byte[200_000]).ShouldEndWith("it is not a zip file, or it is cut off.");
    }

    [Fact]
    public void A_zip_that_is_cut_off_is_refused_wherever_it_is_cut()
    {
        var zip = ZipFile.Create(Enumerable.Range(0, 5).Select(i => ($"a/{i}.png", new byte[50])));
        for (var length = 0; length < zip.Length; length += 3)
            Refusal(zip[..length]).ShouldContain("it is not a zip file, or it is cut off");
        // The beginning is missing.
        Refusal(zip[40..]).ShouldContain("it is cut off or damaged");
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("/a/evil.png")]
    [InlineData("a/../../e.png")]
    [InlineData("a\\..\\evil.png")]
    [InlineData("a//evil.png")]
    [InlineData("a/ev\u0007il.png")]
    public void Names_that_are_no_plain_relative_names_are_refused(string name) =>
        Refusal(ZipFile.Create([("a/1.png", [1]), (name, [1])])).ShouldContain("which is no plain relative name");

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Refusal(ZipFile.Create([("a/1.png", [1]), ("a/1.png", [2])])).ShouldContain("it has two entries named 'a/1.png'");

    [Fact]
    public void Encrypted_entries_and_other_methods_are_refused_by_name()
    {
        var zip = ZipFile.Create([("a/1.png", [1])]);
        var line = ZipFile.DirectoryLine(zip, 0);
        var encrypted = zip.ToArray();
        encrypted[line + 8] |= 1;
        Refusal(encrypted).ShouldContain("the entry 'a/1.png' is encrypted");
        var method = zip.ToArray();
        method[line + 10] = 14;
        Refusal(method).ShouldContain("the entry 'a/1.png' is packed by method 14; pack it again with 'deflate' or 'store'");
    }

    [Fact]
    public void Limits_hold()
    {
        var zip = ZipFile.Create(Enumerable.Range(0, 10).Select(i => ($"folder/{i}.png", new byte[1000])));
        Refusal(zip, ZipLimits.Default with { Entries = 9 }).ShouldContain("it has 10 entries, more than the 9 allowed");
        Refusal(zip, ZipLimits.Default with { DirectoryBytes = 100 }).ShouldContain("its list of entries has");
        Refusal(zip, ZipLimits.Default with { NameLength = 8 }).ShouldContain("more than the 8 allowed");
        Refusal(zip, ZipLimits.Default with { TotalBytes = 9999 }).ShouldContain("its entries unpack to more than");
    }

    /// <summary>A claim of four billion entries must not reserve memory for them.</summary>
    [Fact]
    public void An_end_record_that_lies_about_its_entries_is_refused()
    {
        var zip = ZipFile.Create([("a/1.png", [1])]);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 12), 65_000);

        Refusal(zip).ShouldContain("its list of entries does not fit the file");
    }

    [Fact]
    public void An_entry_that_explodes_is_broken_and_never_unpacked()
    {
        using var zip = Open(ZipFile.Create([("a/bomb.png", new byte[30 << 20]), ("a/large.png", Random(2 << 20))], CompressionLevel.Optimal));
        var buffer = Array.Empty<byte>();

        Should.Throw<InvalidImageException>(() => { zip.Read(0, ref buffer); }).Message.ShouldBe("it unpacks to more than 100 times its size, which no image does");
        buffer.ShouldBeEmpty();
        zip.Read(1, ref buffer).Length.ShouldBe(2 << 20);
    }

    [Fact]
    public void An_entry_longer_than_allowed_is_broken()
    {
        using var zip = Open(ZipFile.Create([("a/1.png", Random(2000))]), ZipLimits.Default with { EntryBytes = 1999 });
        var buffer = Array.Empty<byte>();

        Should.Throw<InvalidImageException>(() => { zip.Read(0, ref buffer); }).Message.ShouldContain("more than the 1,999 allowed");
    }

    /// <summary>Every byte of the entry's data, changed: the checksum or the inflater must notice, and never more than an exception.</summary>
    [Fact]
    public void Damage_inside_an_entry_is_noticed()
    {
        var content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200)));
        var zip = ZipFile.Create([("a/1.png", content)], CompressionLevel.Optimal);
        var buffer = Array.Empty<byte>();
        for (var at = 0; at < ZipFile.DirectoryLine(zip, 0); at++)
        {
            // What the directory says counts; of the local header only its signature and lengths are read.
            if (at is >= 4 and < 26 || (at >= 30 && at < 37))
                continue;
            var damaged = zip.ToArray();
            damaged[at] ^= 0xFF;
            using var files = Open(damaged);
            try
            {
                // A changed length of the local header's extra field may by chance lead to the same data; nothing else may.
                files.Read(0, ref buffer).ToArray().ShouldBe(content);
            }
            catch (InvalidImageException exception)
            {
                exception.Message.ShouldStartWith("damaged in the zip: ");
            }
        }
    }

    private ZipFiles Open(byte[] zip, ZipLimits? limits = null) => new(_folder.Write("x.zip", zip), limits);

    private string Refusal(byte[] zip, ZipLimits? limits = null)
    {
        var error = Should.Throw<TrainingInputException>(() => Open(zip, limits));
        error.Field.ShouldBe("datasetOptions.path");
        error.Message.ShouldStartWith($"'{_folder.File("x.zip")}' cannot be used: ");
        return error.Message;
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Mantissa.Training.Randomness.CounterRandom(1, "zip").Fill(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(bytes.AsSpan()));
        return bytes;
    }
}
