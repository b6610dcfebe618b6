/** How the page looks: its colours in both themes first, then its parts from the top, then narrow screens and paper. */
export const style = `:root{color-scheme:light dark;
--page:light-dark(#f6f7f9,#0e1116);--sheet:light-dark(#fff,#151a21);--ink:light-dark(#1a2230,#e6eaf0);--soft:light-dark(#566173,#9aa6b6);
--line:light-dark(#e2e6ec,#272e39);--accent:light-dark(#1d5fc4,#7db2ff);
--good:light-dark(#0a6136,#7fdfab);--good-b:light-dark(#e2f4e9,#12301f);--note:light-dark(#7a4a00,#f3c467);--note-b:light-dark(#fcf0d6,#33270d);
--bad:light-dark(#a1142a,#ff9ca6);--bad-b:light-dark(#fde8ea,#3d151b);--none:light-dark(#4d5868,#aab5c3);--none-b:light-dark(#edf0f3,#232a34);
--captured:light-dark(#2266cc,#5b9bf5);--beyond:light-dark(#2266cc,#5b9bf5);--beyond-b:light-dark(#bcd5f7,#1d3a66);--dropped:light-dark(#7f8b9b,#6b7788);--lost:light-dark(#c22f43,#f27482);
--h1:light-dark(#e4eefb,#16263d);--h2:light-dark(#c5dbf6,#1b375f);--h3:light-dark(#94bdee,#235088);--h4:light-dark(#2a69bd,#5e9ae6);--h5:light-dark(#123f80,#a9cdff)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
display:grid;grid-template-columns:13rem minmax(0,1fr);grid-template-areas:"head head" "nav main" "foot foot";column-gap:2.5rem;max-width:88rem;margin:0 auto;padding:0 2rem}
code,.filter-text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.5rem 1rem;z-index:2}
.defs{position:absolute}
header{grid-area:head;display:flex;justify-content:space-between;align-items:center;padding:1.1rem 0;border-bottom:1px solid var(--line)}
.brand{display:flex;gap:.55rem;align-items:center;margin:0;font-weight:650;letter-spacing:-.01em}
.brand svg{width:1.6rem;height:1.6rem}
button,input,select{font:inherit;font-size:13px;color:inherit;background:var(--sheet);border:1px solid var(--soft);border-radius:6px;padding:.3rem .7rem}
button{cursor:pointer}
nav{grid-area:nav;position:sticky;top:0;align-self:start;padding:2rem 0;font-size:13.5px;max-height:100vh;overflow:auto}
nav p{margin:0 0 .4rem;color:var(--soft);font-size:12px}
nav ul{list-style:none;margin:0 0 1.5rem;padding:0}
nav a{display:block;padding:.22rem 0;color:inherit;text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
main{grid-area:main;padding:2rem 0 3rem;min-width:0}
footer{grid-area:foot;border-top:1px solid var(--line);color:var(--soft);font-size:13px;padding:1rem 0 2rem}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.02em;font-weight:680;margin:0 0 .4rem}
h2{font-size:1.2rem;letter-spacing:-.01em;font-weight:650;margin:0 0 .3rem}
h3{font-size:.95rem;font-weight:600;margin:0}
.subtitle{color:var(--soft);margin:0 0 1.5rem;overflow-wrap:anywhere}.subtitle code{color:var(--ink)}.subtitle span::before{content:" · "}
.lead{color:var(--soft);margin:0 0 1rem;max-width:68ch}
section{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:1.4rem 1.5rem 1.5rem;margin:0 0 1.25rem}
.banner{display:flex;gap:.8rem;align-items:flex-start;background:var(--bad-b);color:var(--bad);border:2px solid var(--bad);border-radius:10px;padding:.9rem 1.1rem;margin:0 0 1.25rem}
.banner p{margin:0}.banner a{color:inherit}.banner svg{width:1.4rem;height:1.4rem;flex:none}
.summary{margin:0 0 1.75rem}.summary h2{font-size:12.5px;font-weight:500;color:var(--soft);letter-spacing:0;margin:1.2rem 0 .5rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.75rem;margin:0}
.figures div{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.figures dt a{color:var(--soft);font-size:13px}.figures dd{margin:0;font-size:13px;color:var(--soft)}
.figures .figure{font-size:1.65rem;line-height:1.25;font-weight:640;letter-spacing:-.02em;color:var(--ink);font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-size:13.5px;line-height:1.45;margin:0 0 1rem}
section>table:last-child{margin-bottom:0}
caption{text-align:left;font-weight:600;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;padding:.42rem .9rem .42rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere;unicode-bidi:isolate}
th:last-child,td:last-child{padding-right:0}
thead .n{white-space:normal}thead th{color:var(--soft);font-weight:500;font-size:12.5px;overflow-wrap:normal}
tbody th{font-weight:400;min-width:13.5rem}#told-table tbody th,#fates-table tbody th{min-width:7rem}td.t{min-width:6rem}
tr.group th{font-weight:600;padding-top:1rem}tr.group code{font-weight:400;color:var(--soft)}tr.group small{font-weight:400}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td small,th small{display:block;font-size:12.5px;color:var(--soft);white-space:normal}
td.n small{display:inline-block;min-width:3.4em}td.n .heat+small{display:block}
.name{display:block}.name+code,th .mark+code{color:var(--soft)}
.name code{font-size:.92em}
table ul,table ol{margin:0;padding:0 0 0 1.1em}table ul.inline{list-style:none;padding:0}.inline a{display:inline-block;padding:.2rem 0}
td ul b{font-weight:600}
.none{color:var(--soft)}
.mark{display:inline-flex;align-items:center;gap:.3em;border-radius:5px;padding:.05em .5em .05em .35em;font-size:12.5px;white-space:nowrap;font-weight:550}
.mark svg{width:11px;height:11px;flex:none}.mark svg,.banner svg{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.good{color:var(--good);background:var(--good-b)}.note{color:var(--note);background:var(--note-b)}.bad{color:var(--bad);background:var(--bad-b)}.mark.none{color:var(--none);background:var(--none-b)}
th .mark{margin:0 0 .2rem}
.given{display:block;margin-top:.2rem}
.origin{font-size:12.5px}.origin.default{color:var(--soft)}
.filter{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:0 0 .4rem;font-size:13px;color:var(--soft)}
.filter input{width:13rem}.filter output{margin-left:auto;font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;margin:0 0 .8rem;padding:0;font-size:13px}
.legend li{display:flex;gap:.45rem;align-items:center}.legend svg{border-radius:3px}
.lane{display:grid;grid-template-columns:auto 1fr;column-gap:.8rem;align-items:baseline;margin:0 0 .6rem}.lane p{margin:0;font-size:13px;color:var(--soft)}.lane .chart{grid-column:1/-1}
.chart,.strip,.share{display:block;width:100%;overflow:visible}
.share{min-width:7rem;margin-top:.3rem}.strip{min-width:9rem;margin-top:.15rem}
.grid{stroke:var(--line)}.base{stroke:var(--soft)}.tick{fill:var(--soft);font-size:11px;font-variant-numeric:tabular-nums}
.f-captured{fill:var(--captured)}.f-beyond{fill:url(#p-beyond)}.f-dropped{fill:var(--dropped)}.f-lost{fill:url(#p-lost)}
.p-ground{fill:var(--beyond-b)}.p-line{fill:var(--beyond)}.p-bad{fill:var(--lost)}.p-gap{fill:var(--sheet)}
#activity-table .n{width:7.5rem}.heat{display:block;padding:.15em .6em;border-radius:5px;text-align:right}
.h0{color:var(--soft)}.heat.h1{background:var(--h1)}.heat.h2{background:var(--h2)}.heat.h3{background:var(--h3);color:light-dark(#0b1a30,#fff)}.heat.h4{background:var(--h4);color:light-dark(#fff,#08182e)}.heat.h5{background:var(--h5);color:light-dark(#fff,#08182e)}
rect.h1,rect.h2{fill:light-dark(#5a8dd6,#4573b4)}rect.h3{fill:light-dark(#2f70c9,#6aa3ee)}rect.h4,rect.h5{fill:var(--h5)}
.span{stroke:var(--accent);stroke-width:2}.end{fill:var(--accent);stroke:var(--sheet);stroke-width:1.5}
.operation{display:block}.pair{display:block;font-size:12.5px}.pair i{color:var(--soft);font-style:normal}
details{margin:.6rem 0 0;overflow-x:auto;font-size:13.5px}summary{cursor:pointer;padding:.2rem 0;color:var(--accent)}
details table{margin-top:.6rem}td>details{overflow:visible}td>details:first-child{margin-top:0}td>details:first-child summary{padding-top:0}
@media (max-width:64rem){tbody th{min-width:10rem}td.t{min-width:4.5rem}body{grid-template-columns:minmax(0,1fr);grid-template-areas:"head" "nav" "main" "foot";padding:0 1.25rem}
nav{position:static;padding:1rem 0 0;max-height:none}nav ul{display:flex;flex-wrap:wrap;gap:0 1.1rem;margin-bottom:.7rem}main{padding-top:1.25rem}}
@media screen and (max-width:52rem){body{padding:0 .9rem}section{padding:1.1rem 1rem}.odd{display:none}
.filter label{flex:1 1 100%;display:flex;gap:.6rem;align-items:center}.filter input,.filter select{flex:1;width:auto;min-width:0}.filter output{margin:0}
table,tbody,tr,td,tbody th,caption{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{border-bottom:1px solid var(--line);padding:.6rem 0}tr.group{padding:0}th,td{border:0;padding:.15rem 0}
td{display:grid;grid-template-columns:6.5rem minmax(0,1fr);column-gap:.7rem;text-align:left!important}td::before{content:attr(data-label);color:var(--soft);font-size:12.5px;grid-row:1/99}td.n{white-space:normal}#activity-table .n{width:auto}td>*{grid-column:2;justify-self:start}td>svg,td>ul,td>ol,td>details,td>small{justify-self:stretch}.heat{min-width:3rem}}
@media print{:root{color-scheme:light!important}body{display:block;max-width:none;padding:0;font-size:10.5pt;background:#fff}
nav,.filter,button,.skip,header{display:none!important}main{padding:0}table{font-size:8pt;line-height:1.35}td small,th small,.mark,.origin,.pair,thead th{font-size:7.5pt}tbody th{min-width:8.5rem}td.t{min-width:4rem}th,td{padding:.25rem .6rem .25rem 0}#activity-table .n{width:4.5rem}.strip{min-width:6rem}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:1rem 0}
h2,caption,tr.group{break-after:avoid}tr,.lane,.figures div{break-inside:avoid}thead{display:table-header-group}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}a{color:inherit}details::details-content{content-visibility:visible;block-size:auto}}
`;
