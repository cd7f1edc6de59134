using Mantissa.Web.Submission;

namespace Mantissa.Web.Tests.Submission;

public sealed class SeedListTests
{
    [Theory]
    [InlineData("1", new long[] { 1 })]
    [InlineData("1, 2,7", new long[] { 1, 2, 7 })]
    [InlineData("1-3 9", new long[] { 1, 2, 3, 9 })]
    [InlineData(" 4–5; ", new long[] { 4, 5 })]
    [InlineData("", new long[0])]
    public void Seeds_are_read_as_people_write_them(string text, long[] seeds)
    {
        SeedList.TryParse(text, out var read, out var problem).ShouldBeTrue();
        read.ShouldBe(seeds);
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("one", "'one' is not a seed")]
    [InlineData("1.5", "'1.5' is not a seed")]
    [InlineData("-3", "'-3' is not a seed")]
    [InlineData("5-2", "runs backwards")]
    [InlineData("1-1000000000", "more than 1,000 seeds")]
    [InlineData("1-600, 1000-1600", "more than 1,000 seeds")]
    [InlineData("99999999999999999999", "is not a seed")]
    public void What_cannot_be_read_is_said(string text, string words)
    {
        SeedList.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain(words);
    }
}
