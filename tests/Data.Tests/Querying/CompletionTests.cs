using Mantissa.Data.Querying;

namespace Mantissa.Data.Tests.Querying;

public sealed class CompletionTests
{
    private static readonly QueryFields Fields = new(
        RunAttributes.All, [new("learningRate", 5), new("learning rate", 2)], [new("train/loss", 9), new("validation/loss.max", 3)], [new("team", 1)]);

    [Theory]
    [InlineData("mod", "model")]
    [InlineData("seed = 1 and metrics.tr", "seed = 1 and metrics.train/loss")]
    [InlineData("loss", "metrics.train/loss", "metrics.`validation/loss.max`")]
    [InlineData("(params.learning", "(params.learningRate", "(params.`learning rate`")]
    [InlineData("order by tags.te", "order by tags.team")]
    [InlineData("seed = ")]
    [InlineData("")]
    [InlineData("nothing.like.it")]
    public void The_last_word_is_completed(string text, params string[] expected)
    {
        var offers = Completion.Of(text, Fields);
        expected.ShouldBeSubsetOf(offers);
        (expected.Length == 0).ShouldBe(offers.Count == 0);
    }

    [Fact]
    public void What_is_offered_is_understood()
    {
        foreach (var start in new[] { "m", "p", "t", "lo", "learn", "cr" })
        {
            foreach (var offer in Completion.Of(start, Fields))
                QueryParser.Parse($"{offer} is null", new(DateTimeOffset.UnixEpoch, _ => default)).Condition.ShouldNotBeNull(offer);
        }
    }

    [Theory]
    [InlineData("resnet flex16+5", false)]
    [InlineData("red_1 blue%", false)]
    [InlineData("is order a-b", false)]
    [InlineData("model = 'a'", true)]
    [InlineData("loss>1", true)]
    [InlineData("worker is not  NULL", true)]
    [InlineData("ORDER BY seed", true)]
    [InlineData("model like 'x%'", true)]
    public void Words_are_told_from_queries(string text, bool query) => FilterText.IsQuery(text).ShouldBe(query);
}
