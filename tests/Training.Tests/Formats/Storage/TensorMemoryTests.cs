using Mantissa.Training.Formats.Storage;
using static TorchSharp.torch;

namespace Mantissa.Training.Tests.Formats.Storage;

public sealed class TensorMemoryTests
{
    [Theory]
    [InlineData(1L << 31)]
    [InlineData((1L << 31) + 5)]
    [InlineData((1L << 28) - 1)]
    public void A_tensor_of_any_size_is_taken_in_parts_that_a_span_can_cover(long total)
    {
        long start = 0;
        while (start < total)
        {
            var length = TensorMemory.LengthFrom(start, total);
            ((long)length * sizeof(float)).ShouldBeInRange(1, int.MaxValue);
            start += length;
        }

        start.ShouldBe(total);
    }

    [Fact]
    public void Parts_are_in_the_order_of_the_memory()
    {
        var images = arange(2 * 3 * 4 * 5, dtype: float32).view(2, 4, 5, 3).permute(0, 3, 1, 2);
        TensorMemory.IsDense(images).ShouldBeTrue();
        TensorMemory.Part(images, 0, 120).ToArray().ShouldBe(Enumerable.Range(0, 120).Select(i => (float)i));
        TensorMemory.Part(images, 50, 20).ToArray().ShouldBe(Enumerable.Range(50, 20).Select(i => (float)i));
        // A view that begins in the middle, and dimensions of one element.
        TensorMemory.Part(images.narrow(0, 1, 1), 0, 60).ToArray().ShouldBe(Enumerable.Range(60, 60).Select(i => (float)i));
    }

    [Fact]
    public void Gaps_and_repeated_elements_are_no_block_of_memory()
    {
        var values = arange(24, dtype: float32).view(4, 6);
        foreach (var tensor in new[] { values.narrow(1, 0, 5), values.narrow(1, 0, 5).t(), zeros(1).expand(7), zeros(3, 1).expand(3, 4) })
        {
            TensorMemory.IsDense(tensor).ShouldBeFalse();
            Should.Throw<ArgumentException>(() => TensorMemory.Part(tensor, 0, 1));
        }
    }
}
