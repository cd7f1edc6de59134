using Mantissa.Web.Accounts;

namespace Mantissa.Web.Tests.Accounts;

public sealed class KeyTextTests
{
    [Fact]
    public void A_key_is_read_as_it_is_written_and_no_two_are_the_same()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => KeyText.Create()).ToList();

        keys.Select(key => key.Secret).Distinct().Count().ShouldBe(100);
        foreach (var key in keys)
        {
            key.ToString().ShouldMatch("^mts_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$");
            KeyText.Parse(key.ToString()).ShouldBe(key);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mts_")]
    [InlineData("mts_01234567_short")]
    [InlineData("xyz_01234567_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("mts_01234567-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("mts_01234567_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_cannot_be_a_key_is_none(string? text) => KeyText.Parse(text).ShouldBeNull();
}
