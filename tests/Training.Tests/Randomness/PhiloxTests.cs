using System.Runtime.Intrinsics;
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

    /// <summary>Those for <c>philox4x32 7</c> in the same file.</summary>
    public static TheoryData<uint[], uint[], uint[]> KnownAnswersOfSevenRounds => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48] },
        {
            [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff],
            [0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662]
        },
        {
            [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0],
            [0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a]
        },
    };

    [Theory]
    [MemberData(nameof(KnownAnswersOfSevenRounds))]
    public void Fewer_rounds_give_their_own_published_words(uint[] counter, uint[] key, uint[] expected)
    {
        var (x0, x1, x2, x3) = Philox.Block(
            Join(key[0], key[1]), Join(counter[0], counter[1]), Join(counter[2], counter[3]), Philox.FewestRounds);

        new[] { x0, x1, x2, x3 }.ShouldBe(expected);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(12345UL)]
    [InlineData(0xFFFFFFFCUL)] // the lower word carries among them
    [InlineData(0xFFFFFFFFFFFFFFFDUL)] // the position wraps
    public void Blocks_made_together_are_single_blocks(ulong low)
    {
        const ulong Key = 0x0123456789ABCDEF;
        const ulong High = 0xFEDCBA9876543210;
        if (Philox.IsVectorised)
        {
            var (w0, w8, w16, w24) = Philox.EightBlocks(Key, low, High);
            ShouldBeBlocks([.. Words(w0), .. Words(w8), .. Words(w16), .. Words(w24)]);
        }

        if (Philox.IsWide)
        {
            var ((w0, w16), (w32, w48), (w64, w80)) = Philox.TwentyFourBlocks(Key, low, High);
            ShouldBeBlocks([.. Words(w0), .. Words(w16), .. Words(w32), .. Words(w48), .. Words(w64), .. Words(w80)]);
        }

        void ShouldBeBlocks(uint[] words)
        {
            for (var block = 0; block < words.Length / 4; block++)
            {
                var (x0, x1, x2, x3) = Philox.Block(Key, low + (ulong)block, High);
                words[(4 * block)..(4 * block + 4)].ShouldBe([x0, x1, x2, x3]);
            }
        }
    }

    private static uint[] Words(Vector256<uint> vector) => [.. Enumerable.Range(0, Vector256<uint>.Count).Select(i => vector[i])];

    private static uint[] Words(Vector512<uint> vector) => [.. Enumerable.Range(0, Vector512<uint>.Count).Select(i => vector[i])];

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}
