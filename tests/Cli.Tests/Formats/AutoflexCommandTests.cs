using System.Text.Json.Nodes;

namespace Mantissa.Cli.Tests.Formats;

/// <summary>
/// The released predecessor's results, through the command as a person drives it: the host writes an input tensor, what a kernel makes of
/// it goes into an output tensor, each with its own state.
/// </summary>
public sealed class AutoflexCommandTests
{
    private static readonly string[] Ngraph = ["autoflex", "--mode", "ngraph", "--bits", "16", "--exponent-bits", "5", "--json"];

    public static TheoryData<string, double[], double[]> Conformance => new()
    {
        { "assign", [1, 5, 10, -32768], [1, 1.9999, 7.9997, -32] },
        { "x - 0.4", [10, 1000, 10000, 1], [9.6, 15.5996, 31.999, 0.6015] },
        { "x * 10.1", [1, 1000, 2, -1000, 0.4], [10.0996, 15.9995, 20.1992, -64, 4.0312] },
        { "exp", [0, 10, 1, -5], [1, 1.9999, 2.7182, 0.0068] },
    };

    [Theory]
    [MemberData(nameof(Conformance))]
    public async Task Sequences_of_the_predecessor(string operation, double[] inputs, double[] results)
    {
        using var input = new FormatsProcess(Ngraph);
        using var output = new FormatsProcess(Ngraph);
        var constant = operation.Split(' ') is [_, _, var number] ? await HeldAsync(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)) : 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            var touch = await TouchAsync(input, "assign", inputs[i]);
            var read = Values(touch)[0];
            if (operation != "assign")
                touch = await TouchAsync(output, "kernel", operation switch { "exp" => Math.Exp(read), "x - 0.4" => read - constant, _ => read * constant });
            // Printed with four decimals; a mantissa step is the finest that could differ.
            Values(touch)[0].ShouldBe(results[i], Math.Max(1e-4, touch["kappa"]!.GetValue<double>() / 2));
        }
    }

    [Fact]
    public async Task Sums_of_four()
    {
        using var input = new FormatsProcess(Ngraph);
        using var output = new FormatsProcess(Ngraph);
        double[] results = [10, 2.3398, 31.999];
        double[][] inputs = [[1, 2, 3, 4], [.4, .03, .44, 1.47], [100, 2000, 3500.4, 10000]];
        for (var i = 0; i < inputs.Length; i++)
        {
            var sum = Values(await TouchAsync(input, "assign", inputs[i])).Sum();
            Values(await TouchAsync(output, "kernel", sum))[0].ShouldBe(results[i], 5e-4);
        }
    }

    [Fact]
    public async Task First_values_are_exact()
    {
        using var tensor = new FormatsProcess(Ngraph);
        var touch = await TouchAsync(tensor, "assign", 0.4);
        touch.ToJsonString().ShouldBe(
            """{"values":[0.399993896484375],"mantissas":[26214],"dec":16,"kappa":1.52587890625E-05,"gamma":26214,"overflow":false,"initialized":true}""");
        tensor.Send("""{"op":"reset"}""");
        // e^1 · 2^8 = 696: 10 bits, so 2^-8 becomes 2^(-8 + 10 - 15).
        touch = await TouchAsync(tensor, "kernel", Math.E);
        (touch["mantissas"]![0]!.GetValue<int>(), touch["dec"]!.GetValue<int>()).ShouldBe((22268, 13));
    }

    [Fact]
    public async Task An_overflow_forgets_what_was_seen_and_doubles()
    {
        // By hand: kernel 100 → Γ = 25600 at 2^-8, in the zone at once. f = 100, m = 100 + 100·2^-8 < 128: 2^(6-14) stays.
        // 1000 saturates: Γ = 32767 ≥ 32767; the deque is cleared, f = 65534·2^-8 = 255.99; m = 255.99 + 0.39 = 256.4 → 2^(8-14).
        // 300 → 19200; f = (255.99, 300), mean 278, std 22.0; m = 300 + 66.0 + 1.56 = 367.6 → 2^(8-14) again.
        await ExpectAsync(("kernel", 100, 25600, 8, false), ("kernel", 1000, 32767, 8, true), ("kernel", 300, 19200, 6, false), ("kernel", 300, 19200, 6, false));
    }

    [Fact]
    public async Task The_largest_magnitude_of_the_last_sixteen_counts()
    {
        // 64 once: 16384 at 2^-8; then 32s. While 64 is among the last sixteen, std moves m = 64 + 3·std + …, below 128: 2^(6-14).
        // At the 17th 32 only 32s are left: m = 32 + 100·2^-8 → 2^(5-14).
        var touches = new List<(string, double, int, int, bool)> { ("kernel", 64, 16384, 8, false) };
        for (var i = 0; i < 16; i++)
            touches.Add(("kernel", 32, 8192, 8, false));
        touches.Add(("kernel", 32, 16384, 9, false));
        await ExpectAsync([.. touches]);
    }

    [Fact]
    public async Task The_host_truncates_and_a_kernel_rounds_to_even()
    {
        // 2^(0-14) for 1.5; 1.5·2^14 + ½ and + 1½ in steps.
        const double Step = 1.0 / (1 << 14);
        await ExpectAsync(("assign", 1.5 + (0.5 * Step), 24576, 14, false), ("assign", -(1.5 + (0.75 * Step)), -24576, 14, false), ("kernel", 1.5 + (0.5 * Step), 24576, 14, false), ("kernel", 1.5 + (1.5 * Step), 24578, 14, false));
    }

    [Fact]
    public async Task Exponents_stay_in_their_range_also_at_the_start()
    {
        // 10^6 asks for 2^(19-14), 2^0 is the largest; 10^-9 · 2^-44 the smallest is 2^-32.
        await ExpectAsync(("assign", 1e6, 32767, 0, true));
        await ExpectAsync(("assign", 1e-9, 4, 32, false));
        // A kernel searches: 10^6 saturates at 2^-8 and 2^-1, and at 2^0 until the eleventh try settles.
        await ExpectAsync(("kernel", 1e6, 32767, 0, true));
    }

    [Fact]
    public async Task Zeros_settle_for_one_and_then_find_their_size()
    {
        // Host: m = 0 → κ = 1. Kernel: the eleventh try settles for 1. Next: m = 0 + 100·1 → 2^(6-14).
        await ExpectAsync(("assign", 0, 0, 0, false), ("assign", 0, 0, 8, false));
        await ExpectAsync(("kernel", 0, 0, 0, false), ("kernel", 0, 0, 8, false));
    }

    [Fact]
    public async Task The_paper_predicts_with_twice_the_room()
    {
        using var tensor = new FormatsProcess("autoflex", "--mode", "paper", "--bits", "16", "--exponent-bits", "5", "--json");
        // 1 at κ = 1: Γ = 1 → 2^(0-14), not reliable; Γ = 16384: in the zone. χ = 2(1 + 100·2^-14) = 2.01 → 2^(2-15).
        (await TouchAsync(tensor, "kernel", 1))["dec"]!.GetValue<int>().ShouldBe(14);
        (await TouchAsync(tensor, "kernel", 1))["dec"]!.GetValue<int>().ShouldBe(13);
    }

    [Fact]
    public async Task Wrong_lines_are_told_and_leave_the_tensor_alone()
    {
        string[] wrong =
        [
            "nonsense", """{"op":"foo"}""", """{"op":"kernel"}""", """{"op":"kernel","values":[]}""", """{"op":"kernel","values":[NaN]}""",
            """{"op":"kernel","values":[1e39]}""", """{"op":"kernel","values":["a"]}""", """{"op":"kernel","values":1}""", "[1]",
            """{"op":"assign","values":[1],"value":2}""", """{"values":[1]}""", """{"op":"assign","op":"kernel","values":[1]}""",
        ];
        string[] named = ["JSON", "'foo'", "\"values\" is missing", "empty", "NaN", "\"values[0]\" is 1e39", "\"values[0]\" is \"a\"", "a number", "an array", "\"value\"", "\"op\" is missing", "JSON"];
        var (output, errors, exitCode) = await FormatsProcess.RunAsync(
            """{"op":"assign","values":[1]}""" + "\n" + string.Join('\n', wrong) + "\n" + """{"op":"assign","values":[5]}""", Ngraph);
        exitCode.ShouldBe(1);
        output.Trim().Split('\n').Length.ShouldBe(2);
        output.Trim().Split('\n')[1].ShouldStartWith("""{"values":[1.99993896484375]""");
        var lines = errors.Trim().Split('\n');
        lines.Length.ShouldBe(wrong.Length);
        for (var i = 0; i < wrong.Length; i++)
        {
            lines[i].ShouldStartWith($"line {i + 2}: ");
            lines[i].ShouldContain(named[i]);
        }
    }

    [Theory]
    [InlineData("--bits", "25")]
    [InlineData("--bits", "3")]
    [InlineData("--exponent-bits", "9")]
    [InlineData("--mode", "neon")]
    public async Task Wrong_numbers_are_named(string option, string value)
    {
        var (_, errors, exitCode) = await FormatsProcess.RunAsync("", "autoflex", option, value);
        exitCode.ShouldNotBe(0);
        errors.ShouldContain(option);
    }

    private static async Task ExpectAsync(params (string Operation, double Value, int Mantissa, int Dec, bool Overflow)[] touches)
    {
        using var tensor = new FormatsProcess(Ngraph);
        foreach (var (operation, value, mantissa, dec, overflow) in touches)
        {
            var touch = await TouchAsync(tensor, operation, value);
            (touch["mantissas"]![0]!.GetValue<int>(), touch["dec"]!.GetValue<int>(), touch["overflow"]!.GetValue<bool>()).ShouldBe((mantissa, dec, overflow));
            touch["gamma"]!.GetValue<int>().ShouldBe(Math.Abs(mantissa));
            Values(touch)[0].ShouldBe(mantissa * Math.Pow(2, -dec));
        }
    }

    private static async Task<double> HeldAsync(double constant)
    {
        using var tensor = new FormatsProcess(Ngraph);
        return Values(await TouchAsync(tensor, "assign", constant))[0];
    }

    private static async Task<JsonObject> TouchAsync(FormatsProcess tensor, string operation, params double[] values)
    {
        tensor.Send(new JsonObject { ["op"] = operation, ["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) }.ToJsonString());
        return JsonNode.Parse(await tensor.AnswerAsync())!.AsObject();
    }

    private static double[] Values(JsonObject touch) => [.. touch["values"]!.AsArray().Select(value => value!.GetValue<double>())];
}
