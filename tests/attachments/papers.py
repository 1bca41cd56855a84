"""Files made by the libraries that offices use: what a test asks for, as bytes. All authorities are made up."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, SimpleDocTemplate, Spacer

FONT = "STSong-Light"
TITLE = "云川市支持小店稳定经营若干措施"
ARTICLES = (
    (
        "第一条 减免房租。对承租国有房屋的小店，按照上年度实际缴纳房租的百分之三十给予补贴，"
        "单户最高不超过5万元，由市商务局负责受理并在三十日内拨付到位。"
    ),
    (
        "第二条 稳定就业。对吸纳高校毕业生就业并缴纳社会保险满六个月的小店，"
        "按照每人2000元的标准给予一次性吸纳就业补贴，所需资金从就业补助资金中列支。"
    ),
    (
        "第三条 贷款贴息。对在本市银行取得贷款的小店，按照贷款利息的百分之五十给予贴息，"
        "单户每年不超过3万元，期限不超过两年，由市财政局会同有关银行落实。"
    ),
    "第四条 本措施自2026年1月1日起施行，有效期三年，由市商务局负责解释。",
)
ROWS = (("项目", "对象", "标准"), ("房租补贴", "国有房屋承租户", "单户最高5万元"), ("就业补贴", "吸纳毕业生的小店", "每人2000元"))
RULED: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), FONT)]


@cache
def use_font() -> str:
    """The CID font that every reader of PDF brings, registered once."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


def style(size: float = 14, **more: Any) -> ParagraphStyle:
    return ParagraphStyle("text", **({"fontName": use_font(), "fontSize": size, "leading": size * 1.7, "wordWrap": "CJK"} | more))


def indent(text: str, size: float = 14) -> Paragraph:
    """A paragraph as offices set them: its first line two characters in."""
    return Paragraph(text, style(size, firstLineIndent=2 * size))


def head(text: str = TITLE) -> Paragraph:
    return Paragraph(text, style(20, alignment=1))


def print_pdf(parts: Sequence[Flowable], foot: Callable[[Canvas, Any], None] | None = None, **more: Any) -> bytes:
    use_font()
    out = BytesIO()
    draw = foot or draw_nothing
    SimpleDocTemplate(out, pagesize=A4, **more).build(list(parts), onFirstPage=draw, onLaterPages=draw)
    return out.getvalue()


def print_columns(parts: Sequence[Flowable]) -> bytes:
    """Two columns, as bulletins have them."""
    use_font()
    out = BytesIO()
    frames = [Frame(left, 60, 235, 700, id=str(left)) for left in (50, 310)]
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build(list(parts))
    return out.getvalue()


def draw_nothing(canvas: Canvas, document: Any) -> None:
    """Neither head nor foot."""


def fill_nothing(document: Any) -> None:
    """An empty document."""


def number_pages(canvas: Canvas, document: Any) -> None:
    """A running title at the head, the number at the foot."""
    canvas.setFont(FONT, 10)
    canvas.drawString(60, 805, "云川市惠企政策汇编")
    canvas.drawCentredString(300, 30, f"— {document.page} —")


def lock_pdf(user: str) -> bytes:
    return print_pdf([head(), *map(indent, ARTICLES)], encrypt=StandardEncryption(user, "owner", strength=128))


def scan_pdf(pages: int = 2, spoken: int = 0) -> bytes:
    """Pages that are pictures; `spoken` pages of text come first."""
    from PIL import Image

    out = BytesIO()
    use_font()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(spoken):
        canvas.setFont(FONT, 14)
        canvas.drawString(80, 700, ARTICLES[3])
        canvas.showPage()
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@cache
def print_long(pages: int) -> bytes:
    """A file of so many pages of articles, quickly: each page draws the same lines and its own number."""
    out = BytesIO()
    use_font()
    canvas = Canvas(out, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 14)
        canvas.drawString(90, 740, f"第{number}项 对第{number}类小店给予补贴，每户不超过{number}万元。")
        for line in range(24):
            canvas.drawString(62, 700 - 24 * line, ARTICLES[line % 3][:33])
        canvas.drawCentredString(300, 30, f"- {number} -")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def turn_pdf(turned: int) -> bytes:
    """A page that readers show turned by so many degrees: a paragraph of two lines over a ruled table."""
    out = BytesIO()
    use_font()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(turned)
    canvas.translate(*{90: (A4[0], 0), 180: A4, 270: (0, A4[1])}[turned])
    canvas.rotate(turned)
    canvas.setFont(FONT, 12)
    top = A4[1] if turned == 180 else A4[0]
    canvas.drawString(60, top - 100, ARTICLES[1][:36])
    canvas.drawString(60, top - 120, ARTICLES[1][36:])
    for at in range(3):
        canvas.line(60, top - 200 - 30 * at, 260, top - 200 - 30 * at)
        canvas.line(60 + 100 * at, top - 200, 60 + 100 * at, top - 260)
    for at, text in enumerate(("项目", "金额", "房租", "5万元")):
        canvas.drawString(70 + 100 * (at % 2), top - 220 - 30 * (at // 2), text)
    canvas.save()
    return out.getvalue()


def swell_pdf(size: int) -> bytes:
    """A PDF whose one page is a packed stream of `size` bytes of nothing."""
    import zlib

    packer = zlib.compressobj(9)
    block = b" " * (1 << 20)
    stream = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.5\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return out + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


def write_docx(fill: Callable[[Any], None]) -> bytes:
    import docx

    document, out = docx.Document(), BytesIO()
    fill(document)
    document.save(out)
    return out.getvalue()


def fill_act(document: Any) -> None:
    document.add_paragraph(TITLE)
    for text in ARTICLES:
        document.add_paragraph(text)


def fill_table(document: Any, rows: Sequence[Sequence[str]] = ROWS, *, merged: bool = False) -> Any:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    if merged:
        table.cell(2, 2).text = ""
        table.cell(1, 2).merge(table.cell(2, 2))
    return table


def fill_counted(document: Any) -> None:
    """Paragraphs whose numbers Word counts: 一、 above （1）."""
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn

    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate((("chineseCounting", "%1、"), ("decimal", "（%2）")))
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth, text in ((0, "减免房租"), (1, "减免三个月房租"), (1, "缓收水电费"), (0, "稳定就业"), (1, "每人补贴2000元")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", depth), ("w:numId", 77)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            number.append(child)
        properties.append(number)


def fill_revised(document: Any) -> None:
    """A paragraph with a smart tag, an insertion, a deletion and a field; then a content control round a paragraph and a table."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def run(text: str, tag: str = "t") -> str:
        return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"

    row = "<w:tr>" + "<w:tc><w:p>{}</w:p></w:tc>" * 2 + "</w:tr>"
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>" + row * 2 + "</w:tbl>"
    cells = map(run, ("项目", "标准", "房租", "5万元"))
    marked = f'{run("自")}<w:smartTag w:element="date">{run("2026年3月1日")}</w:smartTag>{run("起，")}{run(" PAGE ", "instrText")}'
    revised = f"<w:del>{run('每户', 'delText')}</w:del><w:ins>{run('单户')}</w:ins>{run('补贴5万元。')}"
    control = f"<w:sdt><w:sdtContent><w:p>{run('由市商务局受理。')}</w:p>{table.format(*cells)}</w:sdtContent></w:sdt>"
    body = document.element.body
    for number, part in enumerate((f"<w:p>{marked}{revised}</w:p>", control)):
        body.insert(number, parse_xml(part.replace(">", f" {nsdecls('w')}>", 1)))


def write_xlsx(sheets: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(out)
    return out.getvalue()


def pack(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def repack(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one member changed."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        members = {member: packed.read(member) for member in packed.namelist()}
    return pack(members | {name: change(members[name])})


def compound(stream: str) -> bytes:
    """The outside of an old office file, or of a new one under a password: its mark, and a directory that names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(600)


BREAK, GAP = PageBreak(), Spacer(1, 20)
