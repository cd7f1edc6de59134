using System.Security.Cryptography;
using Mantissa.Training.Datasets.Downloads;

namespace Mantissa.Training.Tests.Datasets.Downloads;

public sealed class DownloadFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly byte[] _content = new byte[300_000];
    private readonly PublishedFile _file;

    public DownloadFolderTests()
    {
        for (var i = 0; i < _content.Length; i++)
            _content[i] = (byte)((i * 7) + (i >> 8));
        _file = new("cifar10", "set.tar.gz", "https://nowhere.invalid/data", Convert.ToHexStringLower(SHA256.HashData(_content)));
    }

    public void Dispose() => _folder.Dispose();

    private string Part => Directory.GetFiles(_folder.File("downloads"), "*.part").Single();

    [Fact]
    public void A_file_is_fetched_once_from_the_mirror()
    {
        using var server = new FileServer(_content);

        var path = Fetch(server);
        var again = Fetch(server);

        File.ReadAllBytes(path).ShouldBe(_content);
        again.ShouldBe(path);
        server.Requests.ShouldBe([("/cifar10/set.tar.gz", 0)]);
        Directory.GetFiles(_folder.File("downloads"), "*.part").ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_mirror_its_makers_are_asked()
    {
        _file.AddressOn(null).ShouldBe(new Uri("https://nowhere.invalid/data/set.tar.gz"));
        _file.AddressOn(new("http://host/some/folder")).ShouldBe(new Uri("http://host/some/folder/cifar10/set.tar.gz"));
    }

    [Fact]
    public void A_connection_that_is_cut_goes_on_where_it_ended()
    {
        using var server = new FileServer(_content) { Cuts = { } };
        server.Cuts.Enqueue(100_000);
        server.Cuts.Enqueue(50_000);

        File.ReadAllBytes(Fetch(server)).ShouldBe(_content);

        server.Requests.Select(request => request.From).ShouldBe([0, 100_000, 150_000]);
        _log.ShouldContain(line => line.Contains("was cut at 100,000 bytes and goes on"));
    }

    [Fact]
    public void What_another_process_left_is_continued()
    {
        using (var first = new FileServer(_content))
        {
            for (var i = 0; i < 10; i++)
                first.Cuts.Enqueue(i == 0 ? 120_000 : 0);
            var error = Should.Throw<IOException>(() => Fetch(first));
            error.Message.ShouldContain("cannot be downloaded");
            error.Message.ShouldContain("120,000 bytes have arrived and are kept");
        }

        new FileInfo(Part).Length.ShouldBe(120_000);
        using var second = new FileServer(_content);
        File.ReadAllBytes(Fetch(second)).ShouldBe(_content);
        second.Requests.Select(request => request.From).ShouldBe([120_000]);
    }

    [Fact]
    public void A_server_without_ranges_sends_everything_again()
    {
        using var server = new FileServer(_content) { IgnoresRanges = true };
        server.Cuts.Enqueue(100_000);

        File.ReadAllBytes(Fetch(server)).ShouldBe(_content);
    }

    [Fact]
    public void A_part_that_is_whole_already_is_only_checked()
    {
        _folder.Write($"downloads/{_file.Sha256[..16]}-set.tar.gz.part", _content);
        using var server = new FileServer(_content);

        File.ReadAllBytes(Fetch(server)).ShouldBe(_content);
    }

    [Fact]
    public void A_part_longer_than_the_file_begins_anew()
    {
        _folder.Write($"downloads/{_file.Sha256[..16]}-set.tar.gz.part", [.. _content, .. _content]);
        using var server = new FileServer(_content);

        File.ReadAllBytes(Fetch(server)).ShouldBe(_content);
        server.Requests.Select(request => request.From).ShouldBe([600_000, 0]);
    }

    [Fact]
    public void Another_file_than_the_published_one_is_discarded()
    {
        var other = _content.ToArray();
        other[77] ^= 1;
        using var server = new FileServer(other);

        var error = Should.Throw<TrainingInputException>(() => Fetch(server));

        error.Field.ShouldBe("dataset");
        error.Message.ShouldContain($"expected is {_file.Sha256}. The file was discarded.");
        error.Message.ShouldContain("MANTISSA_MIRROR");
        Directory.GetFiles(_folder.File("downloads")).ShouldAllBe(file => file.EndsWith(".lock"));
    }

    [Fact]
    public void A_damaged_copy_is_fetched_again()
    {
        using var server = new FileServer(_content);
        File.WriteAllBytes(Fetch(server), [1, 2, 3]);

        File.ReadAllBytes(Fetch(server)).ShouldBe(_content);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public void A_server_that_does_not_have_it_is_named()
    {
        using var server = new FileServer(_content) { Status = 404 };

        Should.Throw<TrainingInputException>(() => Fetch(server)).Message.ShouldContain("answers 404");
    }

    [Fact]
    public void A_server_that_is_not_there_leads_to_words_about_mirrors_and_paths()
    {
        var gone = new FileServer(_content);
        var address = gone.Address;
        gone.Dispose();

        var error = Should.Throw<IOException>(() => Fetch(address));

        error.Message.ShouldContain("name another by MANTISSA_MIRROR, or give the files by datasetOptions.path");
    }

    private string Fetch(FileServer server) => Fetch(server.Address);

    private string Fetch(Uri mirror) =>
        new DownloadFolder(new TrainingEnvironment(_folder.Path, [], 1) { Mirror = mirror }, _log.Add).Fetch(_file, default);
}
