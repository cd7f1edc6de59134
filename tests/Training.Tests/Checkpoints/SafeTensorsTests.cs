using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Training.Tests.Checkpoints;

public class SafeTensorsTests
{
    /// <summary>A file put together by hand from the layout's description: one 2×2 float tensor, one scalar integer, one text.</summary>
    private static byte[] ByHand(string? header = null, byte[]? data = null)
    {
        header ??= """{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"n":{"dtype":"I64","shape":[],"data_offsets":[16,24]},"__metadata__":{"k":"v"}}""";
        data ??= [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 7, 0, 0, 0, 0, 0, 0, 0];
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    [Fact]
    public void Reads_a_file_made_by_hand()
    {
        var file = SafeTensorsReader.Read(ByHand());
        var weights = file.Find("w")!;
        weights.Type.ShouldBe(ElementType.F32);
        weights.Shape.ShouldBe([2L, 2L]);
        BinaryPrimitives.ReadSingleLittleEndian(weights.Data.Span[12..]).ShouldBe(4f);
        var number = file.Find("n")!;
        number.Shape.ShouldBeEmpty();
        BinaryPrimitives.ReadInt64LittleEndian(number.Data.Span).ShouldBe(7);
        file.Metadata.ShouldBe(new Dictionary<string, string> { ["k"] = "v" });
    }

    [Fact]
    public void Writes_the_layout()
    {
        var writer = new SafeTensorsWriter();
        writer.Add("a", ElementType.F32, [2], target => BinaryPrimitives.WriteSingleLittleEndian(target[4..], 2.5f));
        writer.Add("empty", ElementType.U8, [0, 3], target => target.Length.ShouldBe(0));
        writer.Add("b", ElementType.I64, [], target => BinaryPrimitives.WriteInt64LittleEndian(target, -1));
        var file = writer.Write(new Dictionary<string, string> { ["note"] = "ünïcode \"quoted\"" });

        var headerLength = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        (headerLength % 8).ShouldBe(0);
        file.Length.ShouldBe(8 + headerLength + 16);
        var header = JsonNode.Parse(file.AsSpan(8, headerLength))!;
        header["a"]!["dtype"]!.GetValue<string>().ShouldBe("F32");
        header["b"]!["data_offsets"]!.AsArray().Select(offset => offset!.GetValue<int>()).ShouldBe([8, 16]);
        header["__metadata__"]!["note"]!.GetValue<string>().ShouldBe("ünïcode \"quoted\"");
        BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + headerLength + 4)).ShouldBe(2.5f);
        BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(8 + headerLength + 8)).ShouldBe(-1);

        var read = SafeTensorsReader.Read(file);
        read.Tensors.Select(tensor => tensor.Name).ShouldBe(["a", "empty", "b"]);
        read.Metadata["note"].ShouldBe("ünïcode \"quoted\"");
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}}""", "24 follow the header")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]}}""", "starts at byte 8 where 0 was expected")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"v":{"dtype":"F32","shape":[4],"data_offsets":[8,24]}}""", "'v' starts at byte 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[7],"data_offsets":[0,24]}}""", "cannot have 24 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-6],"data_offsets":[0,24]}}""", "cannot have 24 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,24]}}""", "cannot have 24 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}""", "lies at 0..32 of 24 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[6],"data_offsets":[24,0]}}""", "lies at 24..0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[6],"data_offsets":[-24,0]}}""", "lies at -24..0")]
    [InlineData("""{"w":{"dtype":"F32","shape":[6],"data_offsets":[0]}}""", "lies at 0 ")]
    [InlineData("""{"w":{"dtype":"BF16","shape":[12],"data_offsets":[0,24]}}""", "element type 'BF16'")]
    [InlineData("""{"w":{"dtype":"0","shape":[6],"data_offsets":[0,24]}}""", "element type '0'")]
    [InlineData("""{"w":{"shape":[6],"data_offsets":[0,24]}}""", "does not have the fields")]
    [InlineData("""{"w":{"dtype":"F32","shape":[6.5],"data_offsets":[0,24]}}""", "does not have the fields")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]},"w":{"dtype":"F32","shape":[3],"data_offsets":[12,24]}}""", "'w' is there twice")]
    [InlineData("""{"w":7}""", "does not have the fields")]
    [InlineData("""[1,2]""", "does not have the fields")]
    [InlineData("""{"w":{""", "not JSON")]
    public void Refuses_a_header_that_does_not_add_up(string header, string part) =>
        Should.Throw<TrainingInputException>(() => SafeTensorsReader.Read(ByHand(header))).Message.ShouldContain(part);

    [Fact]
    public void Refuses_every_file_that_was_cut_short()
    {
        var whole = ByHand();
        for (var length = 0; length < whole.Length; length++)
            Should.Throw<TrainingInputException>(() => SafeTensorsReader.Read(whole.AsMemory(0, length))).Field.ShouldBe("checkpoint");
    }

    [Fact]
    public void Refuses_bytes_after_the_last_tensor() =>
        Should.Throw<TrainingInputException>(() => SafeTensorsReader.Read(new ReadOnlyMemory<byte>([.. ByHand(), 0]))).Message.ShouldContain("appended");

    [Fact]
    public void Refuses_a_header_length_that_no_file_has()
    {
        var file = ByHand();
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        Should.Throw<TrainingInputException>(() => SafeTensorsReader.Read(file)).Message.ShouldContain("header is said to have");
    }
}
