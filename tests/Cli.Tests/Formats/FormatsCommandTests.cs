using Mantissa.Catalogue.Documentation;
using Mantissa.Testing;
using Mantissa.Training.Formats.Calculation;

namespace Mantissa.Cli.Tests.Formats;

public sealed class FormatsCommandTests
{
    public static TheoryData<string> Formats => [.. NumberFormats.Entries.Select(entry => entry.Name)];

    [Fact]
    public async Task All_formats_are_listed()
    {
        var (output, _, exitCode) = await FormatsProcess.RunAsync("", "list");
        exitCode.ShouldBe(0);
        foreach (var entry in NumberFormats.Entries)
            output.ShouldContain(entry.Summary);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_page_is_readable_in_a_terminal(string format)
    {
        var (output, _, exitCode) = await FormatsProcess.RunAsync("", "show", format);
        exitCode.ShouldBe(0);
        output.ShouldNotContain("$");
        output.ShouldNotContain("\\");
        output.ShouldNotContain("**");
        output.ShouldContain("Source");
    }

    [Fact]
    public async Task Numbers_of_a_line_share_an_exponent()
    {
        // 2.5 → Γ = 20480 at 2^-13; 0.1·2^13 = 819.2. Alone, 0.1 has an exponent of its own.
        var (output, errors, exitCode) = await FormatsProcess.RunAsync("2.5 0.1\n\n0.1\n", "quantize", "--format", "flex16+5");
        (errors, exitCode).ShouldBe(("", 0));
        var rows = output.Trim().Split('\n').Select(line => line.Split('\t')).ToList();
        rows.Select(row => row[1]).ShouldBe(["20480", "819", "13107"]);
        rows.Select(row => row[2]).ShouldBe(["-13", "-13", "-17"]);
        double.Parse(rows[1][3], System.Globalization.CultureInfo.InvariantCulture).ShouldBe((819 * Math.Pow(2, -13)) - 0.1, 1e-17);
    }

    [Fact]
    public async Task What_is_no_number_is_told_with_its_line()
    {
        var (output, errors, exitCode) = await FormatsProcess.RunAsync("1\nx\nnan -inf", "quantize", "--format", "fp32");
        exitCode.ShouldBe(1);
        errors.ShouldStartWith("line 2: 'x' is not a number");
        output.Trim().Split('\n').ShouldBe(["1\t8388608\t-23\t0", "NaN\t-\t-\t-", "-Infinity\t-\t-\t-"]);
    }

    [Theory]
    [InlineData("flex99+5", null, "N of flexN+M is 4 to 24")]
    [InlineData("fp32", "floor", "leave the rounding out")]
    [InlineData("flex8+5", "up", "rounding")]
    public async Task Wrong_names_are_told_with_the_remedy(string format, string? rounding, string remedy)
    {
        var (_, errors, exitCode) = await FormatsProcess.RunAsync("1", ["quantize", "--format", format, .. rounding is null ? (string[])[] : ["--rounding", rounding]]);
        exitCode.ShouldBe(1);
        errors.ShouldContain(remedy);
        errors.Trim().Split('\n').Length.ShouldBe(1);
    }

    [Fact]
    public async Task Roundings_differ_as_they_should()
    {
        foreach (var (rounding, mantissa) in ((string, string)[])[("nearest-even", "-55"), ("toward-zero", "-54"), ("floor", "-55")])
            // The search of the paper settles for 2^-6, and −0.8567·2^6 = −54.83.
            (await FormatsProcess.RunAsync("-0.8567", "quantize", "--format", "flex8+5", "--rounding", rounding)).Output.Split('\t')[1].ShouldBe(mantissa);
    }

    [Fact]
    public void The_pages_in_docs_are_those_of_this_version()
    {
        const string Remedy = "docs/formats is stale: run ./mantissa formats docs";
        var folder = Path.Combine(Checkout.Root, "docs", "formats");
        foreach (var entry in NumberFormats.Entries)
            File.ReadAllText(Path.Combine(folder, FormatDocument.FileName(entry))).ShouldBe(FormatDocument.Write(entry), Remedy);
        File.ReadAllText(Path.Combine(folder, "README.md")).ShouldBe(FormatDocument.WriteIndex(NumberFormats.Entries), Remedy);
        Directory.GetFiles(folder).Length.ShouldBe(NumberFormats.Entries.Count + 1, Remedy);
    }

    [Fact]
    public void Nothing_of_this_loads_the_tensor_library()
    {
        foreach (var entry in NumberFormats.Entries)
            NumberFormats.Calculate(entry.Name, [1, 2.5f]);
        File.ReadAllText("/proc/self/maps").ShouldNotContain("libtorch");
    }
}
