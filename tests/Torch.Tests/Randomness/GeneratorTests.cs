namespace Mantissa.Torch.Tests.Randomness;

[Collection(nameof(ProcessWide))]
public class GeneratorTests
{
    [Fact]
    public void A_seed_decides_everything()
    {
        manual_seed(5);
        var first = (rand(4), randn(4), randint(0, 100, [4]), randperm(9), ones(50).bernoulli_());
        manual_seed(5);
        rand(4).Equals(first.Item1).ShouldBeTrue();
        randn(4).Equals(first.Item2).ShouldBeTrue();
        randint(0, 100, [4]).Equals(first.Item3).ShouldBeTrue();
        randperm(9).Equals(first.Item4).ShouldBeTrue();
        ones(50).bernoulli_().Equals(first.Item5).ShouldBeTrue();
        manual_seed(6);
        rand(4).Equals(first.Item1).ShouldBeFalse();
    }

    [Fact]
    public void A_generators_state_can_be_restored()
    {
        using var generator = new Generator(77);
        _ = randn(3, generator: generator);
        var state = generator.get_state();
        var expected = randn(5, generator: generator);
        _ = randn(100, generator: generator);
        generator.set_state(state);
        randn(5, generator: generator).Equals(expected).ShouldBeTrue();
        generator.initial_seed().ShouldBe(77);
        generator.manual_seed(78).initial_seed().ShouldBe(78);
    }

    [Fact]
    public void Generators_are_independent()
    {
        using var a = new Generator(1);
        using var b = new Generator(1);
        var first = randn(5, generator: a);
        _ = randn(5);
        randn(5, generator: b).Equals(first).ShouldBeTrue();
        a.Dispose();
        Should.Throw<ObjectDisposedException>(() => randn(5, generator: a));
    }

    [Fact]
    public void The_default_state_can_be_restored()
    {
        var state = get_rng_state();
        var expected = rand(3);
        set_rng_state(state);
        rand(3).Equals(expected).ShouldBeTrue();
    }

    [Fact]
    public void Distributions_have_their_moments()
    {
        using var generator = new Generator(9);
        var x = empty(20000).uniform_(-2, 4, generator);
        x.mean().item<float>().ShouldBe(1, 0.05);
        x.min().item<float>().ShouldBeGreaterThanOrEqualTo(-2);
        x.normal_(3, 0.5, generator).std().item<float>().ShouldBe(0.5f, 0.02);
        Should.Throw<ArgumentOutOfRangeException>(() => randint(3, 3, [2]));
    }
}
