using Mantissa.Training.Randomness;

namespace Mantissa.Training.Tests.Randomness;

public class PhiloxTests
{
    /// <summary>The known answers for <c>philox4x32 10</c> that Random123 1.14 publishes in <c>tests/kat_vectors</c>.</summary>
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        {
            [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff],
            [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]
        },
        {
            [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0],
            [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]
        },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Block_gives_the_published_words(uint[] counter, uint[] key, uint[] expected)
    {
        var (x0, x1, x2, x3) = Philox.Block(Join(key[0], key[1]), Join(counter[0], counter[1]), Join(counter[2], counter[3]));

        new[] { x0, x1, x2, x3 }.ShouldBe(expected);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(12345UL)]
    [InlineData(0xFFFFFFFCUL)] // the lower word carries inside the eight
    [InlineData(0xFFFFFFFFFFFFFFFDUL)] // the position wraps
    public void Eight_blocks_are_eight_single_blocks(ulong low)
    {
        if (!Philox.IsVectorised)
            return;
        const ulong Key = 0x0123456789ABCDEF;
        const ulong High = 0xFEDCBA9876543210;

        var (w0, w8, w16, w24) = Philox.EightBlocks(Key, low, High);

        var words = new List<uint>();
        foreach (var vector in new[] { w0, w8, w16, w24 })
        {
            for (var i = 0; i < 8; i++)
                words.Add(vector[i]);
        }

        for (var block = 0UL; block < 8; block++)
        {
            var (x0, x1, x2, x3) = Philox.Block(Key, low + block, High);
            words.GetRange(4 * (int)block, 4).ShouldBe([x0, x1, x2, x3]);
        }
    }

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}
