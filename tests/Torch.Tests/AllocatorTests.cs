namespace Mantissa.Torch.Tests;

[Collection(nameof(ProcessWide))]
public class AllocatorTests
{
    [Fact]
    public void A_freed_block_serves_the_next_tensor_of_its_size()
    {
        var first = Address(1_000_003);
        Address(1_000_003).ShouldBe(first);
        Address(1_000_000).ShouldBe(first);
        Address(3_000_000).ShouldNotBe(first);
    }

    [Fact]
    public void Tensors_that_live_at_once_have_their_own_memory()
    {
        using var scope = NewDisposeScope();
        var all = Enumerable.Range(0, 20).Select(i => full([100_000], i)).ToArray();
        for (var i = 0; i < all.Length; i++) (all[i].min().item<float>(), all[i].max().item<float>()).ShouldBe((i, i));
    }

    [Fact]
    public void Memory_is_aligned_for_vector_instructions() =>
        new long[] { 1, 3, 1000, 20_000, 1_000_001 }.ShouldAllBe(count => Address(count) % 64 == 0);

    [Fact]
    public void Threads_may_free_each_others_tensors()
    {
        for (var i = 0; i < 200; i++)
        {
            var made = Enumerable.Range(0, 4).Select(k => full([50_000], k)).ToArray();
            Parallel.ForEach(made, tensor => tensor.Dispose());
        }

        ones(50_000).sum().item<float>().ShouldBe(50_000);
    }

    private static unsafe long Address(long count)
    {
        using var tensor = empty(count);
        return (long)tensor.DataPointer();
    }
}
