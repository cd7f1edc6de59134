using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Checkpoints;

/// <summary>What is left of a checkpoint when only its weights are exported.</summary>
public sealed class WeightsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>A header that says which tensors are weights, two of them around one that is not, the last longer than a stored part.</summary>
    private static readonly byte[] Checkpoint = File(
        """
        {"__metadata__":{"format":"pt","mantissa":"{\"version\":2,\"weights\":[\"b\",\"a\"]}"},
         "a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},
         "a.momentum":{"dtype":"U8","shape":[3],"data_offsets":[3,6]},
         "b":{"dtype":"F32","shape":[1250000],"data_offsets":[6,5000006]},
         "b.momentum":{"dtype":"F32","shape":[1],"data_offsets":[5000006,5000010]}}
        """,
        5000010);

    [Fact]
    public async Task A_file_of_the_weights_alone_with_its_own_offsets_and_metadata()
    {
        var (header, data) = Parsed(await ExportAsync(Checkpoint));
        header.ToJsonString().ShouldBe(
            """{"__metadata__":{"format":"pt","model":"resnet"},"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"F32","shape":[1250000],"data_offsets":[3,5000003]}}""");
        data.Length.ShouldBe(5000003);
        data[..3].ShouldBe(Checkpoint[^5000010..^5000007]);
        data.AsSpan(3).SequenceEqual(Checkpoint.AsSpan()[^5000004..^4]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task Parts_may_be_cut_anywhere(int length)
    {
        var content = File(
            """{"__metadata__":{"mantissa":"{\"weights\":[\"a\",\"c\"]}"},"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]},"b":{"dtype":"U8","shape":[9],"data_offsets":[5,14]},"c":{"dtype":"U8","shape":[6],"data_offsets":[14,20]}}""",
            20);
        using var target = new MemoryStream();
        var filter = new WeightsFilter(target, new Dictionary<string, string>());
        foreach (var part in content.Chunk(length))
            await filter.AddAsync(part, CancellationToken.None);
        Parsed(target.ToArray()).Data.ShouldBe([.. content[^20..^15], .. content[^6..]]);
    }

    [Fact]
    public async Task The_tensors_start_at_a_multiple_of_eight()
    {
        var file = await ExportAsync(Checkpoint);
        (BinaryPrimitives.ReadInt64LittleEndian(file) % 8).ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"__metadata__":{"format":"pt"}}""")]
    [InlineData("""{"__metadata__":{"mantissa":"{\"version\":1}"}}""")]
    [InlineData("""{"__metadata__":{"mantissa":"no json"}}""")]
    [InlineData("no json")]
    public async Task What_does_not_say_what_its_weights_are_is_refused(string header) =>
        (await Should.ThrowAsync<CheckpointException>(() => ExportAsync(File(header, 4)))).Message.ShouldContain("does not say which of its tensors are weights");

    [Fact]
    public async Task Changed_content_is_noticed()
    {
        var checkpoint = await StoreAsync(Checkpoint);
        await postgres.ExecuteAsync("update checkpoint_part set content = set_byte(content, 4000000, 255 - get_byte(content, 4000000)) where checkpoint_id = $1 and index = 0", checkpoint.Id);
        using var target = new MemoryStream();
        (await Should.ThrowAsync<CheckpointException>(() => postgres.Get<CheckpointStore>()
            .CopyWeightsToAsync(checkpoint, new Dictionary<string, string>(), target, CancellationToken.None))).Message.ShouldContain("damaged");
    }

    private async Task<byte[]> ExportAsync(byte[] content)
    {
        using var target = new MemoryStream();
        await postgres.Get<CheckpointStore>().CopyWeightsToAsync(
            await StoreAsync(content), new Dictionary<string, string> { ["format"] = "pt", ["model"] = "resnet" }, target, CancellationToken.None);
        return target.ToArray();
    }

    private async Task<Checkpoint> StoreAsync(byte[] content)
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(run, new RecordBatch(1) { Checkpoint = new(1, 0, CheckpointKind.Final, content) });
        return (await postgres.Get<CheckpointStore>().ListAsync(run.Lease.RunId, CancellationToken.None)).Single();
    }

    private static byte[] File(string header, int dataLength)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        new Random(1).NextBytes(file.AsSpan(8 + text.Length));
        return file;
    }

    private static (JsonNode Header, byte[] Data) Parsed(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (JsonNode.Parse(file.AsSpan(8, length))!, file[(8 + length)..]);
    }
}
