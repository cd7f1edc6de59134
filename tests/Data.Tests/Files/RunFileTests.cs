using System.Security.Cryptography;
using Mantissa.Data.Files;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.External;

namespace Mantissa.Data.Tests.Files;

public sealed class RunFileTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const long Limit = 256 << 20;

    private RunFileStore Store => postgres.Get<RunFileStore>();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 20) - 1)]
    [InlineData((3 << 20) + 17)]
    public async Task A_file_comes_back_as_it_was_sent(int size)
    {
        var run = (await postgres.RecordAsync()).Id;
        var content = RandomNumberGenerator.GetBytes(size);

        var file = await Store.WriteAsync(run, "model/weights.bin", new MemoryStream(content), Limit, default);
        using var copy = new MemoryStream();
        await Store.CopyToAsync(file, copy, default);

        copy.ToArray().ShouldBe(content);
        (file.Size, file.Path).ShouldBe((size, "model/weights.bin"));
        file.Sha256.ShouldBe(SHA256.HashData(content));
    }

    [Fact]
    public async Task A_hundred_megabytes_pass_through_in_little_memory()
    {
        const int size = 100_000_000;
        var run = (await postgres.RecordAsync()).Id;
        var watch = new MemoryWatch();

        var file = await Store.WriteAsync(run, "large.bin", new PatternStream(size, watch), Limit, default);
        var received = new CountingStream(watch);
        await Store.CopyToAsync(file, received, default);

        received.Length.ShouldBe(size);
        watch.Growth.ShouldBeLessThan(24L << 20);
    }

    [Fact]
    public async Task A_sender_that_breaks_off_or_sends_too_much_leaves_what_was_there()
    {
        var run = (await postgres.RecordAsync()).Id;
        await Store.WriteAsync(run, "a", new MemoryStream([1, 2]), Limit, default);

        await Should.ThrowAsync<IOException>(() => Store.WriteAsync(run, "a", new BrokenStream(), Limit, default));
        (await Should.ThrowAsync<RunFileRefusedException>(() => Store.WriteAsync(run, "a", new MemoryStream(new byte[(1 << 20) + 1]), 1 << 20, default)))
            .Message.ShouldContain("1 MiB");

        var file = (await Store.ListAsync(run, default)).ShouldHaveSingleItem();
        file.Size.ShouldBe(2);
        (await postgres.ReadAsync<long>("select count(*) from run_file where run_id = $1", run)).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_lists_what_is_directly_in_it()
    {
        var run = (await postgres.RecordAsync()).Id;
        foreach (var path in new[] { "z.txt", "model/b/c.bin", "model/a.txt", "model2/x" })
            await Store.WriteAsync(run, path, new MemoryStream([1, 2, 3]), Limit, default);

        (await Store.ListFolderAsync(run, "", default)).ShouldBe([new("model", null), new("model2", null), new("z.txt", 3)]);
        (await Store.ListFolderAsync(run, "model", default)).ShouldBe([new("a.txt", 3), new("b", null)]);
        (await Store.ListFolderAsync(run, "model/a.txt", default)).ShouldBeEmpty();
        (await Store.DeleteAsync(run, "model", default)).ShouldBeTrue();
        (await Store.DeleteAsync(run, "model", default)).ShouldBeFalse();
        (await Store.ListAsync(run, default)).Select(file => file.Path).ShouldBe(["model2/x", "z.txt"]);
        (await postgres.ReadAsync<long>("select count(*) from run_file_part join run_file on run_file.id = file_id where run_id = $1", run)).ShouldBe(2);
    }

    [Fact]
    public async Task A_path_is_a_file_or_a_folder()
    {
        var run = (await postgres.RecordAsync()).Id;
        await Store.WriteAsync(run, "a/b", new MemoryStream([1]), Limit, default);

        await Should.ThrowAsync<RunFileRefusedException>(() => Store.WriteAsync(run, "a", new MemoryStream([1]), Limit, default));
        await Should.ThrowAsync<RunFileRefusedException>(() => Store.WriteAsync(run, "a/b/c", new MemoryStream([1]), Limit, default));
        await Should.ThrowAsync<RunNotFoundException>(() => Store.WriteAsync(Guid.NewGuid(), "a", new MemoryStream([1]), Limit, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../other")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("C:/x")]
    [InlineData("..%2fx")]
    [InlineData("a/b\n")]
    public void A_path_stays_in_its_folder(string path) => Should.Throw<RunFilePathException>(() => RunFilePath.RequireFile(path));

    [Theory]
    [InlineData(255, 3, null)]
    [InlineData(256, 1, "names of 1 to 255 characters")]
    [InlineData(249, 4, null)]
    [InlineData(250, 4, "1 to 1,000 characters, not 1,003")]
    public void A_path_and_its_names_have_a_length(int name, int names, string? words)
    {
        var path = string.Join('/', Enumerable.Repeat(new string('n', name), names));
        if (words is null)
            RunFilePath.RequireFile(path).ShouldBe(path);
        else
            Should.Throw<RunFilePathException>(() => RunFilePath.RequireFile(path)).Message.ShouldContain(words);
    }

    [Fact]
    public async Task Writers_of_the_same_path_leave_one_of_their_files()
    {
        var run = (await postgres.RecordAsync()).Id;

        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Store.WriteAsync(run, "same", new MemoryStream(new byte[i]), Limit, default)));

        (await Store.ListAsync(run, default)).ShouldHaveSingleItem().Size.ShouldBeInRange(1, 8);
        (await postgres.ReadAsync<long>("select count(*) from run_file where run_id = $1", run)).ShouldBe(1);
    }
}
