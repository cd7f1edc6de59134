using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;

namespace Mantissa.Data.Tests.Uploads;

public sealed class UploadStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private UploadStore Store => postgres.Get<UploadStore>();

    [Fact]
    public async Task What_is_sent_comes_back_byte_for_byte()
    {
        var large = RandomNumberGenerator.GetBytes((UploadedPart.MaximumBytes * 2) + 17);

        var set = (await Store.UploadAsync("two files", ("folder/a.zip", large), ("b.bin", [1, 2, 3]))).Value;

        (set.Status, set.Size).ShouldBe((UploadStatus.Pending, large.Length + 3L));
        var files = await Store.FilesAsync(set.Id, default);
        files.Select(file => (file.Name, file.Size)).ShouldBe([("a.zip", large.Length), ("b.bin", 3L)]);
        files[0].Sha256.ShouldBe(SHA256.HashData(large));
        using var copy = new MemoryStream();
        await Store.CopyToAsync(files[0], copy, default);
        copy.ToArray().ShouldBe(large);
    }

    [Fact]
    public async Task The_same_files_under_the_same_name_are_the_same_set_in_any_order()
    {
        var first = await Store.UploadAsync("again", ("a", [1]), ("b", [2]));
        var second = await Store.UploadAsync("again", ("b", [2]), ("a", [1]));

        (first.Replayed, second.Replayed).ShouldBe((false, true));
        second.Value.Id.ShouldBe(first.Value.Id);
        (await postgres.ReadAsync<long>("select count(*) from uploaded_file where set_id <> $1 and name in ('a', 'b') and size = 1", first.Value.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Other_files_under_the_same_name_are_refused_and_not_kept()
    {
        await Store.UploadAsync("taken", ("a", [1]));
        var before = await postgres.ReadAsync<long>("select count(*) from uploaded_part");

        var error = await Should.ThrowAsync<UploadConflictException>(() => Store.UploadAsync("taken", ("a", [2])));

        error.Message.ShouldContain("There is a set named 'taken' already");
        (await postgres.ReadAsync<long>("select count(*) from uploaded_part")).ShouldBe(before);
    }

    [Fact]
    public async Task A_sender_that_goes_away_leaves_nothing()
    {
        var before = await postgres.ReadAsync<long>("select count(*) from uploaded_set");
        await using (var transfer = await Store.ReceiveAsync(1 << 20, default))
            await transfer.AddFileAsync("half.zip", new MemoryStream(new byte[1000]), default);

        (await postgres.ReadAsync<long>("select count(*) from uploaded_set")).ShouldBe(before);
    }

    [Theory]
    [InlineData("", "file", "needs a name")]
    [InlineData("..", "file", "needs a name")]
    [InlineData("a\u0001b", "file", "needs a name")]
    public async Task A_name_that_is_no_name_is_refused(string name, string field, string words)
    {
        var error = await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x", (name, [1])));

        error.Field.ShouldBe(field);
        error.Message.ShouldContain(words);
    }

    [Fact]
    public async Task Limits_hold_and_are_named()
    {
        await using var transfer = await Store.ReceiveAsync(5 << 20, default);
        await transfer.AddFileAsync("a", new MemoryStream(new byte[5 << 20]), default);

        (await Should.ThrowAsync<UploadRefusedException>(() => transfer.AddFileAsync("b", new MemoryStream([1]), default)))
            .Message.ShouldBe("The files have more than the 5 MiB that an upload may have. The limit is set by MANTISSA_UPLOAD_MIB.");
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x", ("a", [])))).Message.ShouldBe("'a' is empty.");
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x", ("a", [1]), ("c/a", [1])))).Message.ShouldBe("There are two files named 'a'.");
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x"))).Message.ShouldStartWith("The upload has no file.");
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync(new string('x', 101), ("a", [1])))).Field.ShouldBe("name");
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x", (new string('f', 201), [1])))).Message.ShouldContain("1 to 200 characters");
        var many = Enumerable.Range(0, 9).Select(i => ($"{i}", new byte[] { 1 })).ToArray();
        (await Should.ThrowAsync<UploadRefusedException>(() => Store.UploadAsync("x", many))).Message.ShouldContain("at most 8 files");
    }

    [Fact]
    public async Task Without_a_name_it_has_that_of_its_file() =>
        (await Store.UploadAsync(null, ("my-pictures.tar.gz", [7]))).Value.Name.ShouldBe("my-pictures");

    [Fact]
    public async Task Damage_in_the_database_is_noticed()
    {
        var set = (await Store.UploadAsync("damaged", ("a", [1, 2, 3]))).Value;
        await postgres.ExecuteAsync("update uploaded_part set content = '\\x010204' where set_id = $1", set.Id);

        await Should.ThrowAsync<UploadDamagedException>(async () =>
            await Store.CopyToAsync((await Store.FilesAsync(set.Id, default))[0], Stream.Null, default));
    }

    [Fact]
    public async Task A_set_is_deleted_with_its_files_unless_a_run_names_it()
    {
        var used = (await Store.UploadAsync("used", ("a", [1]))).Value;
        var free = (await Store.UploadAsync("free", ("a", [1]))).Value;
        await SubmitAsync(used.Id);

        (await Should.ThrowAsync<UploadInUseException>(() => Store.DeleteAsync(used.Id, default))).Message.ShouldStartWith("A run trains on this set");
        (await Store.DeleteAsync(free.Id, default)).ShouldBeTrue();
        (await Store.DeleteAsync(free.Id, default)).ShouldBeFalse();
        (await Store.GetAsync(free.Id, default)).ShouldBeNull();
        (await postgres.ReadAsync<long>("select count(*) from uploaded_part where set_id = $1", free.Id)).ShouldBe(0);
        (await Store.GetAsync(used.Id, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_run_cannot_name_a_set_that_is_not_there()
    {
        var id = Guid.NewGuid();

        (await Should.ThrowAsync<UploadMissingException>(() => SubmitAsync(id))).Message.ShouldContain($"There is no uploaded set {id}");
    }

    private Task<SubmitResult<Run>> SubmitAsync(Guid set) => postgres.Get<RunStore>().SubmitAsync(
        new RunSpecification { Model = "resnet", Dataset = "upload", DatasetOptions = new JsonObject { ["set"] = set.ToString() } }, null, default);
}
