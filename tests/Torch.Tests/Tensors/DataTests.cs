using System.Runtime.InteropServices;

namespace Mantissa.Torch.Tests.Tensors;

public class DataTests
{
    [Fact]
    public void Bytes_are_the_tensors_own_memory()
    {
        var x = zeros(4);
        MemoryMarshal.Cast<byte, float>(x.bytes)[2] = 5;
        x[2].item<float>().ShouldBe(5);
        x.bytes = MemoryMarshal.AsBytes(new float[] { 1, 2, 3, 4 }.AsSpan());
        x.sum().item<float>().ShouldBe(10);
        Should.Throw<ArgumentException>(() => x.bytes = new byte[3]);
        Should.Throw<InvalidOperationException>(() => zeros(3, 3).t().bytes.Length);
        zeros(0).bytes.Length.ShouldBe(0);
    }

    [Fact]
    public void Accessors_follow_strides()
    {
        var transposed = arange(6).reshape(2, 3).t();
        transposed.is_contiguous().ShouldBeFalse();
        var data = transposed.data<long>();
        data.ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        data[2, 1].ShouldBe(5);
        data[3].ShouldBe(4);
        data.ToNDArray().ShouldBe(new long[,] { { 0, 3 }, { 1, 4 }, { 2, 5 } });
        data[0, 1] = 9;
        transposed[0, 1].item<long>().ShouldBe(9);
        data.CopyFrom([7, 8], tensorIndex: 4);
        data.Skip(4).ShouldBe([7, 8]);
    }

    [Fact]
    public void Accessors_check_indices_types_and_lengths()
    {
        var data = zeros(2, 3).data<float>();
        Should.Throw<ArgumentOutOfRangeException>(() => data[6]);
        Should.Throw<ArgumentOutOfRangeException>(() => data[-1]);
        Should.Throw<ArgumentOutOfRangeException>(() => data[1, 3]);
        Should.Throw<ArgumentException>(() => data[1, 1, 1]);
        Should.Throw<ArgumentException>(() => data.CopyTo(new float[5]));
        Should.Throw<ArgumentException>(() => zeros(2).data<double>());
    }

    [Fact]
    public void Items_convert_by_request_only()
    {
        tensor(2.5).item<double>().ShouldBe(2.5);
        tensor(7L).item<long>().ShouldBe(7);
        tensor(true).item<bool>().ShouldBeTrue();
        Should.Throw<ArgumentException>(() => tensor(2.5).item<float>());
        Should.Throw<ArgumentException>(() => zeros(2).item<float>());
        tensor(2.5).ToSingle().ShouldBe(2.5f);
        tensor(7L).ToDouble().ShouldBe(7);
        ((int)tensor(7.9)).ShouldBe(7);
        ones(1, dtype: bfloat16).ToSingle().ShouldBe(1);
    }

    [Fact]
    public void Float16_agrees_with_Half_bit_for_bit()
    {
        float[] values = [0, 1, -2.5f, 65504, 65520, 6e-8f, 5.9604645e-8f, 2.9802322e-8f, 1.0009766f, 1.0004883f, float.PositiveInfinity];
        tensor(values).half().data<Half>().ToArray().ShouldBe([.. values.Select(v => (Half)v)]);
    }

    [Fact]
    public void Files_keep_every_bit()
    {
        using var stream = new MemoryStream();
        var x = randn(3, 5).t();
        x.Save(stream);
        tensor(new long[] { 1, -2 }).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        reader.Load().Equals(x).ShouldBeTrue();
        reader.Load().data<long>().ToArray().ShouldBe([1, -2]);
        Should.Throw<EndOfStreamException>(() => reader.Load());
        Should.Throw<InvalidDataException>(() => new BinaryReader(new MemoryStream([99, 1, 2, 3])).Load());
    }
}
