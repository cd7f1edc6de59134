using Mantissa.Catalogue.Documentation;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Microsoft.AspNetCore.Components;

namespace Mantissa.Web.Formatting;

/// <summary>Documents in Markdown as a page shows them. HTML in a document stays text.</summary>
public static class DocumentMarkup
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseMathematics().DisableHtml().Build();

    /// <param name="markdown">The document; its first heading is left out, because the page has it.</param>
    public static MarkupString Render(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var text = markdown.StartsWith("# ", StringComparison.Ordinal) ? markdown[(markdown.IndexOf('\n', StringComparison.Ordinal) + 1)..] : markdown;
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormulas());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormulas());
        renderer.Render(Markdown.Parse(text, Pipeline));
        return new(writer.ToString());
    }

    private sealed class InlineFormulas : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) =>
            renderer.Write(FormulaMarkup.Write(FormulaParser.Parse(obj.Content.ToString()), display: obj.DelimiterCount == 2));
    }

    private sealed class BlockFormulas : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) =>
            renderer.Write(FormulaMarkup.Write(FormulaParser.Parse(obj.Lines.ToString()), display: true));
    }
}
